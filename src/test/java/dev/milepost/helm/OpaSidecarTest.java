package dev.milepost.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentReader;
import dev.milepost.testing.RealOpa;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OPA beside the service: what the chart tells a real one, with its files as Kubernetes mounts a ConfigMap. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class OpaSidecarTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration START = Duration.ofSeconds(30);
    private static final String GOLDEN_PATH = "milepost/baseline/golden_path/violations";

    @TempDir
    Path folder;

    /** A running OPA. */
    private record Sidecar(Process process, URI address, URI health) implements AutoCloseable {

        void await(String path) {
            var request = HttpRequest.newBuilder(health.resolve(path)).build();
            Awaitility.await()
                    .atMost(START)
                    .ignoreExceptions()
                    .until(() -> HttpClient.newHttpClient()
                                    .send(request, BodyHandlers.discarding())
                                    .statusCode()
                            == 200);
        }

        JsonNode query(String path, String input) throws Exception {
            var request = HttpRequest.newBuilder(address.resolve("/v1/data/" + path))
                    .POST(BodyPublishers.ofString("{\"input\": %s}".formatted(input)))
                    .build();
            return JSON.readTree(HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body());
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    @Test
    void evaluatesBaselineAndPoliciesOfValues() throws Exception {
        var policy = "package acme.images\n\ndeny contains \"no digest\" if true\n";
        try (var opa = start(Map.of("opa.policies.images\\.rego", policy))) {
            opa.await("/health");

            assertThat(opa.query(
                                    GOLDEN_PATH,
                                    "{\"now\": \"2026-06-15T12:00:00Z\", \"golden_path\": {\"withdrawn\": true}}")
                            .at("/result/0/msg")
                            .asText())
                    .contains("withdrawn");
            assertThat(opa.query("acme/images/deny", "{}")
                            .path("result")
                            .path(0)
                            .asText())
                    .isEqualTo("no digest");
            assertThat(opa.query("milepost/lib_test", "{}").has("result")).isFalse();
        }
    }

    /** So that Kubernetes keeps the pods before. */
    @Test
    void endsWithPolicyThatIsNotRego() throws Exception {
        try (var opa = start(Map.of("opa.policies.images\\.rego", "package acme.images\n\ndeny contains"))) {
            assertThat(opa.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(opa.process().exitValue()).isNotZero();
        }
    }

    @Test
    void downloadsBundle() throws Exception {
        var bundle = folder.resolve("bundle.tar.gz");
        var built = new ProcessBuilder(
                        RealOpa.require().toString(), "build", "-b", "policies/rego", "-o", bundle.toString())
                .inheritIO()
                .start();
        assertThat(built.waitFor()).isZero();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/policies/bundle.tar.gz", exchange -> {
            var bytes = Files.readAllBytes(bundle);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        var url = "http://127.0.0.1:%d/policies/bundle.tar.gz"
                .formatted(server.getAddress().getPort());
        try (var opa = start(Map.of("opa.bundle.url", url))) {
            opa.await("/health?bundles");

            assertThat(opa.query(GOLDEN_PATH, "{\"now\": \"2026-06-15T12:00:00Z\", \"golden_path\": {}}")
                            .path("result"))
                    .isEmpty();
        } finally {
            server.stop(0);
        }
    }

    /** Without its bundle OPA is up, so that the service is too. */
    @Test
    void isHealthyWithoutBundle() throws Exception {
        try (var opa = start(Map.of("opa.bundle.url", "http://127.0.0.1:1/bundle.tar.gz"))) {
            opa.await("/health");

            assertThat(opa.query(GOLDEN_PATH, "{}").has("result")).isFalse();
        }
    }

    @Test
    void isReachedByTheServiceOnly() {
        var objects = Chart.render("minimal", values(Map.of()));
        var container = container(objects);

        assertThat(container.path("restartPolicy").asText()).isEqualTo("Always");
        assertThat(container.path("args"))
                .anySatisfy(argument -> assertThat(argument.asText()).isEqualTo("--addr=127.0.0.1:8181"));
        assertThat(Chart.all("ConfigMap", objects))
                .anySatisfy(
                        map -> assertThat(map.at("/data/application.properties").asText())
                                .contains("milepost.policies.opa.url=http://127.0.0.1:8181"));
        assertThat(Chart.only("Service", objects).path("spec").path("ports")).hasSize(1);
        assertThat(Chart.render("minimal").toString()).doesNotContain("opa");
    }

    @Test
    void downloadsBundleWithTokenAndAuthority() {
        var objects = Chart.render("secured");
        var config = config(objects);
        var container = container(objects);

        assertThat(config.at("/services/bundle/url").asText()).isEqualTo("https://bundles.example.com:8444");
        assertThat(config.at("/services/bundle/credentials/bearer/token_path").asText())
                .isEqualTo("/etc/opa-token/token");
        assertThat(config.at("/services/bundle/tls/ca_cert").asText()).isEqualTo("/etc/opa-ca/ca.crt");
        assertThat(config.at("/bundles/milepost/resource").asText()).isEqualTo("milepost/bundle.tar.gz");
        assertThat(config.at("/bundles/milepost/polling/max_delay_seconds").asInt())
                .isEqualTo(120);
        assertThat(config.at("/bundles/milepost/signing/keyid").asText()).isEqualTo("policies");
        assertThat(container.path("image").asText()).startsWith("openpolicyagent/opa@sha256:");
        assertThat(container.path("volumeMounts").findValuesAsText("mountPath"))
                .containsExactlyInAnyOrder("/etc/opa", "/etc/opa-token", "/etc/opa-ca");
        assertThat(Chart.all("NetworkPolicy", objects))
                .anySatisfy(policy -> assertThat(policy.at("/spec/egress").findValuesAsText("port"))
                        .contains("8444"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            opa.policies.images             | x                          | at '/opa/policies'
            opa.bundle.url                  | bundles.example.com/b      | at '/opa/bundle/url'
            opa.bundle.pollingSeconds       | 1                          | at '/opa/bundle/pollingSeconds'
            opa.port                        | 8181                       | at '/opa'
            opa.baseline                    | false                      | starts an OPA without policies
            opa.bundle.token.existingSecret | bundles                    | set opa.bundle.url
            """)
    void refusesValues(String path, String value, String message) {
        assertThatThrownBy(() -> Chart.render("minimal", values(Map.of(path, value))))
                .hasMessageContaining(message);
    }

    @Test
    void refusesTwoSourcesAndTokensInTheClear() {
        assertThatThrownBy(() -> Chart.render("secured", Map.of("opa.policies.a\\.rego", "package a")))
                .hasMessageContaining("set one of them");
        assertThatThrownBy(() -> Chart.render("secured", Map.of("opa.bundle.url", "http://bundles.example.com/b")))
                .hasMessageContaining("plain text");
    }

    private static Map<String, Object> values(Map<String, ?> more) {
        var values = new HashMap<String, Object>(more);
        values.put("opa.enabled", "true");
        return values;
    }

    private static JsonNode container(List<JsonNode> objects) {
        return Chart.only("Deployment", objects)
                .at("/spec/template/spec/initContainers")
                .valueStream()
                .filter(container -> container.path("name").asText().equals("opa"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode files(List<JsonNode> objects) {
        return Chart.all("ConfigMap", objects).stream()
                .filter(map -> map.at("/metadata/name").asText().endsWith("-opa"))
                .findFirst()
                .orElseThrow()
                .path("data");
    }

    private static JsonNode config(List<JsonNode> objects) {
        var yaml = files(objects).path("config.yaml").asText().getBytes(StandardCharsets.UTF_8);
        return DocumentReader.readOne(yaml, DocumentFormat.YAML).orElseThrow().value();
    }

    /** With the arguments and files of the chart, at free ports. */
    private Sidecar start(Map<String, ?> more) throws Exception {
        var program = RealOpa.require();
        var objects = Chart.render("minimal", values(more));
        var mounted = mount(files(objects));
        int port = freePort();
        int diagnostics = freePort();
        var command = container(objects)
                .path("args")
                .valueStream()
                .map(argument -> argument.asText()
                        .replace("/etc/opa", mounted.toString())
                        .replace("127.0.0.1:8181", "127.0.0.1:" + port)
                        .replace(":8282", "127.0.0.1:" + diagnostics))
                .toList();
        var log = Files.createDirectories(Path.of("target")).resolve("opa-sidecar.log");
        var builder = new ProcessBuilder(program.toString());
        builder.command().addAll(command);
        var process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        return new Sidecar(
                process, URI.create("http://127.0.0.1:" + port), URI.create("http://127.0.0.1:" + diagnostics));
    }

    /** Kubernetes mounts links to files in a hidden folder, which is itself a link. */
    private Path mount(JsonNode files) throws IOException {
        var mounted = Files.createDirectories(folder.resolve("opa"));
        var hidden = Files.createDirectories(mounted.resolve("..2026_06_15"));
        Files.createSymbolicLink(mounted.resolve("..data"), hidden.getFileName());
        for (var file : files.properties()) {
            Files.writeString(hidden.resolve(file.getKey()), file.getValue().asText());
            Files.createSymbolicLink(mounted.resolve(file.getKey()), Path.of("..data", file.getKey()));
        }
        return mounted;
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
