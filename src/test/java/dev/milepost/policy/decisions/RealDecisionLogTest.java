package dev.milepost.policy.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.milepost.testing.RealOpa;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The log that a real OPA sends is read as docs/policies.md configures it. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class RealDecisionLogTest {

    private record Sent(String path, String encoding, byte[] body) {}

    @Test
    void readsLogOfRealOpa() throws Exception {
        RealOpa.require();
        var sent = new CopyOnWriteArrayList<Sent>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            sent.add(new Sent(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("Content-Encoding"),
                    exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        var address = "http://127.0.0.1:%d/api/v1/policies"
                .formatted(server.getAddress().getPort());
        try (var opa = RealOpa.start(
                Path.of("src/test/resources/rego"),
                "--set",
                "services.milepost.url=" + address,
                "--set",
                "decision_logs.service=milepost",
                "--set",
                "decision_logs.resource=/decision-logs",
                "--set",
                "decision_logs.reporting.min_delay_seconds=1",
                "--set",
                "decision_logs.reporting.max_delay_seconds=1")) {
            ask(opa.address(), "acme/review/allow", "{\"service_id\": \"payments\", \"pull_requests\": []}");
            ask(opa.address(), "acme/nothing", "{\"service_id\": \"orders\"}");

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(entries(sent)).hasSize(2));
        } finally {
            server.stop(0);
        }

        assertThat(sent).allSatisfy(one -> {
            assertThat(one.path()).isEqualTo("/api/v1/policies/decision-logs");
            assertThat(one.encoding()).isEqualTo("gzip");
        });
        var decisions = entries(sent).stream().map(RealDecisionLogTest::read).toList();
        assertThat(decisions)
                .extracting(decision -> decision.about().service())
                .containsExactlyInAnyOrder("payments", "orders");
        assertThat(decisions)
                .extracting(decision -> decision.results().get(0).policy() + " " + decision.decision())
                .containsExactlyInAnyOrder("acme/review/allow ALLOW", "acme/nothing DENY");
    }

    private static List<JsonNode> entries(List<Sent> sent) {
        return sent.stream()
                .flatMap(one -> DecisionLogReader.read(one.body(), true).stream())
                .toList();
    }

    private static Decision read(JsonNode entry) {
        try {
            return LoggedDecision.read(
                    entry,
                    "token:opa",
                    environment -> "production",
                    Instant.now().plusSeconds(60));
        } catch (LoggedDecision.Refused e) {
            throw new AssertionError(e);
        }
    }

    private static void ask(URI opa, String path, String input) throws Exception {
        var request = HttpRequest.newBuilder(opa.resolve("/v1/data/" + path))
                .POST(BodyPublishers.ofString("{\"input\": %s}".formatted(input)))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }
}
