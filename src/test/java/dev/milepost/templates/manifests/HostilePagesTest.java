package dev.milepost.templates.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests that cost as much as possible. */
class HostilePagesTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @ParameterizedTest
    @ValueSource(strings = {"required: [%s]", "properties: {a: {enum: [%s]}}", "properties: {a: {type: [%s]}}"})
    void comparesTextsWithEqualHashCodes(String page) {
        faults("service", page.formatted(texts()));
    }

    @Test
    void comparesTagsWithEqualHashCodes() {
        assertThat(faults(texts(), "properties: {}")).isNotEmpty();
    }

    @Test
    void endsAtManyErrors() {
        var faults = faults("service", "required: [" + repeated("1", 50_000) + "]");

        assertThat(faults).isNotEmpty().hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void limitsThePatternsOfAPageTogether() {
        var patterns = IntStream.range(0, 10_000)
                .mapToObj(i -> "p%d: {pattern: \"(a{0,45}){0,45}\"}".formatted(i))
                .collect(Collectors.joining(", "));

        assertThat(faults("service", "properties: {" + patterns + "}"))
                .isNotEmpty()
                .allSatisfy(fault -> {
                    assertThat(fault.pointer())
                            .startsWith("/spec/parameters/0/properties/p")
                            .endsWith("/pattern");
                    assertThat(fault.detail()).contains("regular expression", "together");
                });
    }

    @Test
    void acceptsAPageWithManyOrdinaryPatterns() {
        var patterns = IntStream.range(0, 300)
                .mapToObj(i -> "p%d: {pattern: \"^[a-z][a-z0-9-]{0,61}[a-z0-9]$\"}".formatted(i))
                .collect(Collectors.joining(", "));

        assertThat(faults("service", "properties: {" + patterns + "}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"allOf: [{%s}]", "not: {%s}", "then: {%s}", "dependencies: {a: {%s}}"})
    void refusesChoicesWithinManyOthers(String choice) {
        var page = "properties: {a: {type: string}}";
        for (int i = 0; i < 6; i++) {
            page = choice.formatted(page);
        }

        assertThat(faults("service", page)).isEmpty();
        assertThat(faults("service", choice.formatted(page))).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).startsWith("/spec/parameters/0/" + choice.substring(0, choice.indexOf(':')));
            assertThat(fault.detail()).contains("within more than 6 others");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                               | anyOf: [%s]",
                "{not: {}}                        | properties: {a: {oneOf: [%s]}}",
                "{properties: {a: {allOf: [{}]}}} | allOf: [%s]",
                "{if: {}, then: {}, else: {}}     | items: [%s]"
            })
    void refusesManySchemasInChoices(String schema, String page) {
        assertThat(faults("service", page.formatted(repeated(schema, 250)))).isEmpty();
        assertThat(faults("service", page.formatted(repeated(schema, 1_001))))
                .singleElement()
                .satisfies(fault -> assertThat(fault.detail()).contains("exceeds the limit of 1000 schemas"));
    }

    @Test
    void countsNeitherParametersNorValuesAsChoices() {
        var page = ("properties: {not: {").repeat(8) + "default: " + "{not: ".repeat(10) + "1" + "}".repeat(10)
                + "}}".repeat(8);

        assertThat(faults("service", page)).isEmpty();
    }

    /** 70,000 parameters below 5 KB of names, which would be 350 MB of pointers. */
    @Test
    void keepsNoPointerToEachParameter() {
        var open = ("dependencies: {? " + "n".repeat(1_000) + " : {").repeat(5);
        var parameters =
                IntStream.range(0, 25_000).mapToObj(i -> "p%d: {}".formatted(i)).collect(Collectors.joining(", "));

        assertThat(faults("service", open + "properties: {" + parameters + "}" + "}}".repeat(5)))
                .isEmpty();
    }

    @Test
    void keepsPointersOfFaultsShort() {
        var open = ("properties: {? " + "n".repeat(1_000) + " : {").repeat(30);
        var wrong = IntStream.range(0, 2_000)
                .mapToObj(i -> "p%d: {type: 1}".formatted(i))
                .collect(Collectors.joining(", "));

        assertThat(faults("service", open + "properties: {" + wrong + "}" + "}}".repeat(30)))
                .isNotEmpty()
                .allSatisfy(fault -> {
                    assertThat(fault.pointer()).hasSizeLessThanOrEqualTo(Fault.POINTER_LENGTH + 1);
                    assertThat(fault.detail()).hasSizeLessThanOrEqualTo(Fault.DETAIL_LENGTH + 1);
                });
    }

    private static List<Fault> faults(String tags, String page) {
        var manifest = """
                apiVersion: milepost.dev/v1
                kind: GoldenPath
                metadata: {name: service, title: Service, owner: Platform, version: 1.0.0, tags: [%s]}
                spec:
                  type: service
                  lifecycle: production
                  changelog: {added: [all]}
                  modules: [{module: skeleton, range: "^2.1"}]
                  parameters: [{title: Service, %s}]
                """.formatted(tags, page);
        var refused = assertTimeoutPreemptively(
                LIMIT,
                () -> catchThrowableOfType(
                        ProblemException.class,
                        () -> ManifestReader.read(manifest.getBytes(StandardCharsets.UTF_8), DocumentFormat.YAML)));
        if (refused == null) {
            return List.of();
        }
        assertThat(refused.type()).isEqualTo(ProblemType.INVALID_MANIFEST);
        return refused.faults();
    }

    private static String repeated(String part, int times) {
        return String.join(",", Collections.nCopies(times, part));
    }

    /** Texts with the same hash code. */
    private static String texts() {
        return IntStream.range(0, 28_000)
                .mapToObj(number -> IntStream.range(0, 16)
                        .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining()))
                .collect(Collectors.joining(","));
    }
}
