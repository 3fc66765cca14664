package dev.milepost.templates.goldenpaths;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The charts, by Helm's own engine. */
class ChartTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("dev.milepost.templates.goldenpaths.Scaffolded#all")
    void passesHelmLint(Scaffolded scaffolded) {
        var result = chart(scaffolded).lint().strict().call();

        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("dev.milepost.templates.goldenpaths.Scaffolded#all")
    void meetsRestrictedPodSecurityStandard(Scaffolded scaffolded) {
        var objects = render(scaffolded);

        assertThat(objects)
                .extracting(object -> object.path("kind").asText())
                .containsExactlyInAnyOrder(
                        "Deployment", "Service", "ServiceAccount", "PodDisruptionBudget", "NetworkPolicy");
        var pod = pod(objects);
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        var container = pod.at("/containers/0");
        assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                .isFalse();
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                .isEqualTo("ALL");
        assertThat(container.at("/resources/limits/memory").asText()).isNotBlank();
        assertThat(container.path("image").asText())
                .isEqualTo(scaffolded
                                .yaml("deploy/chart/values.yaml")
                                .at("/image/repository")
                                .asText() + ":abc123");
    }

    @ParameterizedTest
    @MethodSource("dev.milepost.templates.goldenpaths.Scaffolded#all")
    void probesHealthEndpoint(Scaffolded scaffolded) {
        var container = pod(render(scaffolded)).at("/containers/0");

        assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/health/ready");
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/health/live");
        assertThat(container.has("startupProbe"))
                .isEqualTo(scaffolded.lock().modules().stream()
                        .anyMatch(module -> module.name().equals("deploy-helm")
                                && !module.version().equals("1.0.0")));
    }

    private Helm chart(Scaffolded scaffolded) {
        return new Helm(scaffolded.write(folder).resolve("deploy/chart"));
    }

    private List<JsonNode> render(Scaffolded scaffolded) {
        var rendered = chart(scaffolded)
                .template()
                .withName("payments")
                .withNamespace("shop")
                .set("image.tag", "abc123")
                .call();
        return Arrays.stream(rendered.split("(?m)^---$"))
                .filter(part -> !part.isBlank())
                .map(part -> DocumentReader.readOne(part.getBytes(StandardCharsets.UTF_8), DocumentFormat.YAML)
                        .orElseThrow()
                        .value())
                .toList();
    }

    private static JsonNode pod(List<JsonNode> objects) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals("Deployment"))
                .findFirst()
                .orElseThrow()
                .at("/spec/template/spec");
    }
}
