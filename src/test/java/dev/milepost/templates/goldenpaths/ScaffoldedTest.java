package dev.milepost.templates.goldenpaths;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.cli.lint.ValidateCommand;
import dev.milepost.templates.manifests.PolicyHook;
import dev.milepost.templates.manifests.PolicyHook.Requirement;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class ScaffoldedTest {

    private static final Set<PolicyHook> OF_IMAGES = Set.of(PolicyHook.IMAGE_SCAN, PolicyHook.IMAGE_SIGNING);

    private static final Pattern USED =
            Pattern.compile("(?:uses: [.]/|python3 |bash |--config-file )([\\w./-]+/[\\w./-]+)");

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("dev.milepost.templates.goldenpaths.Scaffolded#all")
    void rendersAllExpressions(Scaffolded scaffolded) {
        scaffolded.files().files().forEach((path, file) -> {
            assertThat(path).doesNotContain("{", "undefined");
            assertThat(file.text().orElseThrow()).as(path).doesNotContain("${{ values", "{% ", "{%- ");
        });
    }

    @ParameterizedTest
    @MethodSource("dev.milepost.templates.goldenpaths.Scaffolded#all")
    void writesValidYamlAndJson(Scaffolded scaffolded) throws Exception {
        for (var file : scaffolded.files().files().entrySet()) {
            if (file.getKey().endsWith(".json")) {
                new ObjectMapper().readTree(file.getValue().content());
            } else if (file.getKey().matches(".*[.]ya?ml") && !file.getKey().contains("/templates/")) {
                assertThat(scaffolded.yaml(file.getKey()).isObject())
                        .as(file.getKey())
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.milepost.templates.goldenpaths.Scaffolded#all")
    void createsValidEntity(Scaffolded scaffolded) {
        var file = scaffolded.write(folder).resolve("catalog-info.yaml");

        assertThat(findings(file)).isEqualTo("1 entities in 1 files: 0 errors, 0 warnings, 0 hints");
    }

    private static String findings(Path file) {
        var console = System.out;
        var printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            new CommandLine(new ValidateCommand()).execute(file.toString());
        } finally {
            System.setOut(console);
        }
        return printed.toString(StandardCharsets.UTF_8).strip();
    }

    @ParameterizedTest
    @MethodSource("dev.milepost.templates.goldenpaths.Scaffolded#all")
    void recordsTemplateOfService(Scaffolded scaffolded) {
        var entity = scaffolded.yaml("catalog-info.yaml");
        var annotations = entity.at("/metadata/annotations");
        var path = scaffolded.goldenPath();

        assertThat(annotations.path("milepost.dev/template").asText()).isEqualTo(scaffolded.toString());
        assertThat(annotations.path("backstage.io/template-version").asText())
                .isEqualTo(path.version().getVersion());
        assertThat(annotations.path("milepost.dev/correlation-id").asText()).isEqualTo(Scaffolded.CORRELATION);
        assertThat(entity.at("/spec/scaffoldedFrom").asText()).isEqualTo("template:default/" + path.name());
        assertThat(scaffolded.text(".github/scripts/milepost-event.sh"))
                .contains(
                        "template_id: \"%s\"".formatted(path.name()),
                        "template_version: \"%s\"".formatted(path.version()),
                        Scaffolded.CORRELATION);
    }

    @ParameterizedTest
    @MethodSource("dev.milepost.templates.goldenpaths.Scaffolded#all")
    void appliesPoliciesToService(Scaffolded scaffolded) {
        var jobs = scaffolded.yaml(".github/workflows/policies.yaml").path("jobs");
        var expected = scaffolded.goldenPath().policies().entrySet().stream()
                .filter(policy -> !OF_IMAGES.contains(policy.getKey()))
                .toList();

        assertThat(jobs.properties()).hasSameSizeAs(expected);
        expected.forEach(
                policy -> assertThat(isOptional(jobs.path(policy.getKey().wireName())))
                        .as(policy.getKey().wireName())
                        .isEqualTo(policy.getValue() == Requirement.OPTIONAL));
    }

    @ParameterizedTest
    @MethodSource("dev.milepost.templates.goldenpaths.Scaffolded#all")
    void appliesPoliciesToImage(Scaffolded scaffolded) {
        var steps =
                scaffolded.yaml(".github/actions/image-policies/action.yaml").at("/runs/steps");
        var policies = scaffolded.goldenPath().policies();

        assertThat(isOptional(step(steps, "uses", "anchore/scan-action")))
                .isEqualTo(policies.get(PolicyHook.IMAGE_SCAN) == Requirement.OPTIONAL);
        assertThat(isOptional(step(steps, "run", "cosign sign")))
                .isEqualTo(policies.get(PolicyHook.IMAGE_SIGNING) == Requirement.OPTIONAL);
    }

    private static JsonNode step(JsonNode steps, String field, String start) {
        return Stream.iterate(0, index -> index < steps.size(), index -> index + 1)
                .map(steps::get)
                .filter(step -> step.path(field).asText().startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isOptional(JsonNode work) {
        assertThat(work.isObject()).isTrue();
        return work.path("continue-on-error").asBoolean(false);
    }

    /** What workflows and actions use of this repository, and run, is there. */
    @ParameterizedTest
    @MethodSource("dev.milepost.templates.goldenpaths.Scaffolded#all")
    void referencesOnlyExistingFiles(Scaffolded scaffolded) {
        var used = new TreeSet<String>();
        for (var path : scaffolded.files().files().keySet()) {
            if (path.startsWith(".github/") && path.endsWith(".yaml")) {
                USED.matcher(scaffolded.text(path)).results().forEach(found -> used.add(found.group(1)));
            }
        }

        assertThat(used)
                .contains(
                        ".github/actions/build", ".github/workflows/policies.yaml", ".github/scripts/milepost-event.sh")
                .allSatisfy(target ->
                        assertThat(scaffolded.files().files().keySet()).containsAnyOf(target, target + "/action.yaml"));
    }
}
