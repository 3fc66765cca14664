package dev.milepost.catalog.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.milepost.catalog.validation.EntityValidator;
import dev.milepost.catalog.validation.TestRules;
import dev.milepost.catalog.validation.ValidationConfig;
import dev.milepost.events.contract.BreakingSchemaChanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogSchemaTest {

    private static final Path SCHEMAS = Path.of("catalog-schema");
    private static final Path RELEASED = Path.of("src/test/resources/released-catalog-schema");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final EntityValidator VALIDATION = TestRules.offline(TestRules.with());

    static Stream<Path> valid() throws IOException {
        return files(SCHEMAS.resolve("examples/valid"));
    }

    static Stream<Path> invalid() throws IOException {
        return files(SCHEMAS.resolve("examples/invalid"));
    }

    static Stream<Path> released() throws IOException {
        return files(RELEASED);
    }

    static Stream<Path> ofBackstage() throws IOException {
        return files(Path.of("src/test/resources/backstage"))
                .filter(file -> file.toString().endsWith(".yaml"));
    }

    private static Stream<Path> files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("valid")
    void acceptsValidExamples(Path example) throws IOException {
        var verdicts = VALIDATION.validate(TestRules.entities(Files.readString(example)));

        assertThat(verdicts.valid()).as("%s", verdicts).isTrue();
        if (!example.endsWith("experiment.yaml")) {
            assertThat(verdicts.items())
                    .allSatisfy(verdict -> assertThat(verdict.findings()).isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void findsExpectedErrorsInInvalidExamples(Path example) throws IOException {
        var text = Files.readString(example);
        var expected = Stream.of(text.split("(?m)^---$"))
                .map(CatalogSchemaTest::expected)
                .toList();

        var verdicts = VALIDATION.validate(TestRules.entities(text)).items();

        for (int i = 0; i < expected.size(); i++) {
            assertThat(TestRules.found(verdicts.get(i))).containsExactlyInAnyOrderElementsOf(expected.get(i));
        }
    }

    private static List<String> expected(String document) {
        return document.lines()
                .filter(line -> line.startsWith("# expect: "))
                .map(line -> line.substring("# expect: ".length()))
                .toList();
    }

    /** What Backstage accepts is never refused for its shape. */
    @ParameterizedTest
    @MethodSource("ofBackstage")
    void acceptsBackstageEntities(Path file) throws IOException {
        var verdicts =
                VALIDATION.validate(TestRules.entities(Files.readString(file))).items();

        // The skeleton of a template names its entity by an expression, which no catalog ever sees.
        var named = file.toString().contains("skeleton") ? List.of("entity-shape /metadata/name") : List.of();
        assertThat(verdicts)
                .isNotEmpty()
                .allSatisfy(verdict -> assertThat(TestRules.found(verdict).stream()
                                .filter(found -> found.contains("shape") || found.contains("owner")))
                        .isEqualTo(named));
    }

    /** Whoever reads the documents with a validator of their own sees the same. */
    @Test
    void agreesWithOtherSchemaValidators() throws IOException {
        var document = CatalogSchema.latest().document();
        var forEditors = EditorSchema.of(
                CatalogSchema.latest(),
                ValidationConfig.vocabulary(TestRules.config()).valuesByAnnotation());
        for (var schema : List.of(
                compiled(document, SpecificationVersion.DRAFT_2020_12),
                compiled(forEditors, SpecificationVersion.DRAFT_7))) {
            for (var file : Stream.concat(valid(), ofBackstage()).toList()) {
                if (!file.toString().contains("skeleton")) {
                    assertThat(faults(schema, file)).as("%s", file).isEmpty();
                }
            }
            assertThat(faults(schema, SCHEMAS.resolve("examples/invalid/annotations.yaml")))
                    .hasSizeGreaterThan(5);
            assertThat(faults(schema, SCHEMAS.resolve("examples/invalid/regulated.yaml")))
                    .hasSize(1);
        }
    }

    @Test
    void suggestsConfiguredValuesAndAcceptsOthers() {
        var document = EditorSchema.of(
                CatalogSchema.latest(),
                ValidationConfig.vocabulary(TestRules.config("runtimes=cobol,jvm"))
                        .valuesByAnnotation());
        var runtime = document.at("/definitions/annotations/properties/milepost.dev~1runtime");

        assertThat(runtime.at("/anyOf/0/enum").toString()).isEqualTo("[\"cobol\",\"jvm\"]");
        assertThat(document.toString()).doesNotContain("$defs").doesNotContain("2020-12");
    }

    @ParameterizedTest
    @MethodSource("released")
    void breaksNoReleasedVersion(Path released) throws IOException {
        var current = SCHEMAS.resolve(RELEASED.relativize(released));

        assertThat(current).as("a released document is removed").exists();
        assertThat(BreakingSchemaChanges.breaking(JSON.readTree(released.toFile()), JSON.readTree(current.toFile())))
                .isEmpty();
    }

    @Test
    void hasReleasedEverySchema() throws IOException {
        try (var documents = Files.walk(SCHEMAS)) {
            assertThat(documents.filter(file -> file.toString().endsWith(".schema.json")))
                    .hasSize(7)
                    .allSatisfy(file -> assertThat(RELEASED.resolve(SCHEMAS.relativize(file)))
                            .exists());
        }
    }

    @Test
    void describesEveryRule() throws IOException {
        var readme = Files.readString(SCHEMAS.resolve("README.md"));

        assertThat(TestRules.with().rules()).allSatisfy(rule -> {
            var severities = new StringBuilder(rule.severities().otherwise().wireName());
            rule.severities()
                    .byLifecycle()
                    .forEach((lifecycle, severity) -> severities
                            .append(", ")
                            .append(lifecycle)
                            .append(' ')
                            .append(severity.wireName()));
            assertThat(readme).contains("| `%s` | %s | %s |".formatted(rule.id(), rule.message(), severities));
        });
    }

    private static Schema compiled(JsonNode document, SpecificationVersion version) {
        return SchemaRegistry.withDefaultDialect(version).getSchema(document);
    }

    private static List<String> faults(Schema schema, Path file) throws IOException {
        var faults = new ArrayList<String>();
        TestRules.entities(Files.readString(file))
                .forEach(entity -> schema.validate(entity.content()).forEach(error -> faults.add(error.toString())));
        return faults;
    }
}
