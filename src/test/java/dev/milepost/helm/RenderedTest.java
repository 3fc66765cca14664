package dev.milepost.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.flyway.runtime.FlywayRuntimeConfig;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RenderedTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** CloudNativePG has no types for Java, so these are the fields that we set, written after its definition. */
    private static final Path CLUSTER = Path.of("src/test/resources/helm/cloudnativepg-cluster.schema.json");

    @Test
    void passesHelmLint() {
        var result = Chart.lint();

        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("dev.milepost.helm.Chart#sets")
    void rendersValidKubernetesObjects(String set) {
        var objects = Chart.render(set);

        assertThat(objects).isNotEmpty();
        assertThat(objects.stream().flatMap(object -> faults(object).stream())).isEmpty();
        assertThat(objects)
                .extracting(object -> object.path("kind").asText() + " "
                        + object.at("/metadata/name").asText())
                .doesNotHaveDuplicates();
    }

    /** A test of the test: what is read strictly is refused where a field is unknown, misplaced or of another type. */
    @ParameterizedTest
    @CsvSource({
        "/spec, replica, 2",
        "/spec, replicas, '\"2\"'",
        "/spec/template/spec, securityContexts, {}",
        "/spec/template/spec/containers/0, fsGroup, 1",
        "/spec/template/spec/containers/0/readinessProbe, path, '\"/q/health\"'",
        "/metadata, label, {}"
    })
    void detectsUnknownKubernetesField(String at, String field, String value) throws IOException {
        var deployment = Chart.only("Deployment", Chart.render("minimal")).deepCopy();
        ((ObjectNode) deployment.at(at)).set(field, JSON.readTree(value));

        assertThatThrownBy(() -> TypedObjects.read(deployment)).isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @MethodSource("dev.milepost.helm.Chart#sets")
    void meetsRestrictedPodSecurityStandard(String set) {
        var pods = TypedObjects.pods(Chart.render(set));

        assertThat(pods).hasSizeGreaterThanOrEqualTo(2).allSatisfy(pod -> {
            assertThat(RestrictedPods.faults(pod)).isEmpty();
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getEnableServiceLinks()).isFalse();
        });
    }

    @Test
    void detectsUnrestrictedPod() {
        var pods = TypedObjects.pods(Chart.render(
                "minimal",
                Map.of(
                        "podSecurityContext.runAsNonRoot", "false",
                        "securityContext.capabilities.add[0]", "SYS_ADMIN",
                        "volumes[0].name", "host",
                        "volumes[0].hostPath.path", "/")));

        assertThat(pods)
                .anySatisfy(pod -> assertThat(RestrictedPods.faults(pod))
                        .contains("runAsNonRoot", "milepost: capabilities", "volume host"));
    }

    @ParameterizedTest
    @MethodSource("dev.milepost.helm.Chart#sets")
    void selectsPodsOfTheService(String set) {
        var objects = Chart.render(set);
        var deployment = Chart.only("Deployment", objects);
        var labels = map(deployment.at("/spec/template/metadata/labels"));
        var port =
                deployment.at("/spec/template/spec/containers/0/ports/0/name").asText();

        assertThat(labels).containsAllEntriesOf(map(deployment.at("/spec/selector/matchLabels")));
        var service = Chart.only("Service", objects);
        assertThat(labels).containsAllEntriesOf(map(service.at("/spec/selector")));
        assertThat(service.at("/spec/ports/0/targetPort").asText()).isEqualTo(port);
        assertThat(Chart.all("PodDisruptionBudget", objects))
                .allSatisfy(budget ->
                        assertThat(labels).containsAllEntriesOf(map(budget.at("/spec/selector/matchLabels"))));
        assertThat(Chart.all("ServiceMonitor", objects)).allSatisfy(monitor -> {
            assertThat(map(service.at("/metadata/labels")))
                    .containsAllEntriesOf(map(monitor.at("/spec/selector/matchLabels")));
            assertThat(monitor.at("/spec/endpoints/0/port").asText())
                    .isEqualTo(service.at("/spec/ports/0/name").asText());
        });
        assertThat(map(policyOf(deployment, objects).at("/spec/podSelector/matchLabels")))
                .isNotEmpty()
                .satisfies(selector -> assertThat(labels).containsAllEntriesOf(selector));
    }

    @Test
    void trustsOnlyConfiguredProxies() {
        assertThat(properties("everything"))
                .contains(
                        "quarkus.http.proxy.proxy-address-forwarding=true",
                        "quarkus.http.proxy.trusted-proxies=10.0.0.0/8,fd00::1");
        assertThat(properties("minimal")).doesNotContain("quarkus.http.proxy");
    }

    @Test
    void passesTheTokenForGitHubAsSecret() {
        var reference = environment("everything").stream()
                .filter(variable -> variable.path("name").asText().equals("MILEPOST_WEBHOOKS_GITHUB_TOKEN"))
                .map(variable -> variable.at("/valueFrom/secretKeyRef"))
                .toList();

        assertThat(reference).singleElement().satisfies(secret -> {
            assertThat(secret.path("name").asText()).isEqualTo("github-api");
            assertThat(secret.path("key").asText()).isEqualTo("token");
        });
        assertThat(environment("minimal"))
                .noneMatch(variable -> variable.path("name").asText().startsWith("MILEPOST_WEBHOOKS"));
    }

    private static List<JsonNode> environment(String set) {
        return Chart.only("Deployment", Chart.render(set))
                .at("/spec/template/spec/containers/0/env")
                .valueStream()
                .toList();
    }

    private static String properties(String set) {
        return Chart.all("ConfigMap", Chart.render(set)).stream()
                .map(map -> map.path("data").path("application.properties").asText())
                .collect(Collectors.joining());
    }

    @Test
    void runsTheImageOfThisVersion() throws IOException {
        var image = Chart.only("Deployment", Chart.render("minimal"))
                .at("/spec/template/spec/containers/0/image")
                .asText();

        assertThat(image).startsWith("milepost:");
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<artifactId>milepost</artifactId>\n  <version>%s</version>"
                        .formatted(image.substring("milepost:".length())));
    }

    /** So that one which is refused soon says why, and is started again by who started it. */
    @Test
    void limitsWaitForDatabase() {
        var variables = Environment.of(
                Chart.only("Job", Chart.render("minimal")).at("/spec/template/spec/containers/0"), secret -> "");
        var all = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new EnvConfigSource(variables, 300))
                .withMapping(FlywayRuntimeConfig.class)
                .build()
                .getConfigMapping(FlywayRuntimeConfig.class)
                .datasources();
        var flyway = Objects.requireNonNull(all.get(DataSourceUtil.DEFAULT_DATASOURCE_NAME));
        long interval = flyway.connectRetriesInterval().orElseThrow().toSeconds();

        var waits = IntStream.range(0, flyway.connectRetries().orElse(0)).mapToLong(i -> Math.min(1L << i, interval));

        assertThat(waits.sum()).isBetween(20L, 60L);
    }

    @Test
    void exposesNoHealthAndMetrics() {
        var ingress = Chart.only("Ingress", Chart.render("everything"));
        var route = Chart.only("HTTPRoute", Chart.render("gateway"));

        assertThat(ingress.at("/spec/rules/0/http/paths").findValuesAsText("path"))
                .containsExactly("/api", "/webhooks", "/problems");
        assertThat(route.at("/spec/rules/0/matches").findValuesAsText("value"))
                .containsExactly("/api", "/webhooks", "/problems");
    }

    private static List<String> faults(JsonNode object) {
        if (object.path("kind").asText().equals("Cluster")) {
            return faultsOfCluster(object);
        }
        try {
            var metadata = TypedObjects.read(object).getMetadata();
            assertThat(metadata.getName()).matches("[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?");
            assertThat(metadata.getLabels())
                    .containsEntry("app.kubernetes.io/instance", "milepost")
                    .containsKey("helm.sh/chart");
            return List.of();
        } catch (AssertionError e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    private static JsonNode policyOf(JsonNode deployment, List<JsonNode> objects) {
        return Chart.all("NetworkPolicy", objects).stream()
                .filter(policy -> policy.at("/metadata/name").equals(deployment.at("/metadata/name")))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> faultsOfCluster(JsonNode cluster) {
        try {
            var schema = SchemaRegistry.withDialect(Dialects.getDraft202012()).getSchema(Files.readString(CLUSTER));
            return schema.validate(cluster).stream().map(Object::toString).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> map(JsonNode object) {
        return JSON.convertValue(object, new TypeReference<Map<String, String>>() {});
    }
}
