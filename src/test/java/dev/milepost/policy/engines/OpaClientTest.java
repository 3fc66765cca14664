package dev.milepost.policy.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.milepost.policy.engines.OpaDocuments.OpaFailure;
import dev.milepost.testing.Certificates;
import dev.milepost.testing.MovedClock;
import dev.milepost.testing.RealOpa;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections to OPA, and what happens if it does not answer as it should. */
class OpaClientTest {

    private static final JsonNode INPUT = JsonNodeFactory.instance.objectNode().put("a", 1);

    private final MovedClock clock = new MovedClock();
    private final AtomicInteger calls = new AtomicInteger();
    private final List<String> seen = new ArrayList<>();

    private HttpServer server;
    private volatile int status = 200;
    private volatile String body = "{\"result\": true}";
    private volatile Duration delay = Duration.ZERO;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        seen.add("%s %s %s %s"
                .formatted(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        exchange.getRequestHeaders().getFirst("Authorization"),
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        try {
            Thread.sleep(delay.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private OpaClient client(@Nullable String token) {
        return new OpaClient(
                new TestOpaConfig(
                        URI.create("http://127.0.0.1:%d/opa/"
                                .formatted(server.getAddress().getPort())),
                        Optional.ofNullable(token),
                        Duration.ofMillis(500)),
                (SSLContext) null,
                clock);
    }

    @Test
    void sendsInputWithToken() throws OpaFailure {
        assertThat(client("secret").query("a/b", INPUT).booleanValue()).isTrue();

        assertThat(seen).containsExactly("POST /opa/v1/data/a/b Bearer secret {\"input\":{\"a\":1}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            500 | {"code": "internal_error", "message": "a conflict"} | a conflict
            401 | {"code": "unauthorized"}                            | status 401
            302 |                                                     | status 302
            200 | no JSON                                             | not a JSON object
            200 | [true]                                              | not a JSON object
            200 |                                                     | not a JSON object
            """)
    void refusesOtherAnswers(int code, String text, String why) {
        status = code;
        body = text == null ? "" : text;

        assertThatThrownBy(() -> client(null).query("a", INPUT))
                .isInstanceOf(OpaFailure.class)
                .hasMessageContaining(why);
    }

    @Test
    void refusesLargeAnswers() {
        body = "{\"result\": \"" + "x".repeat(2 << 20) + "\"}";

        assertThatThrownBy(() -> client(null).query("a", INPUT))
                .isInstanceOf(OpaFailure.class)
                .hasMessageContaining("longer than");
    }

    @Test
    void needsAddress() {
        var none = new OpaClient(
                new TestOpaConfig(null, Optional.empty(), Duration.ofSeconds(1)), (SSLContext) null, clock);

        assertThatThrownBy(() -> none.query("a", INPUT)).hasMessageContaining("milepost.policies.opa.url");
    }

    @Test
    void stopsCallsAfterFailures() throws OpaFailure {
        var client = client(null);
        delay = Duration.ofSeconds(2);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> client.query("a", INPUT)).hasMessageContaining("within 500 ms");
        }
        assertThatThrownBy(() -> client.query("a", INPUT)).hasMessageContaining("several times in a row");
        assertThat(calls).hasValue(3);
        delay = Duration.ZERO;

        clock.pass(Duration.ofSeconds(11));
        client.query("a", INPUT);
        client.query("a", INPUT);

        assertThat(calls).hasValue(5);
    }

    @Test
    void triesOneCallAfterPause() {
        var breaker = new CircuitBreaker(2, Duration.ofSeconds(10), clock);
        breaker.failed();
        breaker.failed();

        assertThat(breaker.allows()).isFalse();
        clock.pass(Duration.ofSeconds(10));
        assertThat(breaker.allows()).isTrue();
        assertThat(breaker.allows()).isFalse();
        breaker.failed();
        clock.pass(Duration.ofSeconds(9));
        assertThat(breaker.allows()).isFalse();
        clock.pass(Duration.ofSeconds(1));
        assertThat(breaker.allows()).isTrue();
        breaker.succeeded();
        assertThat(breaker.allows()).isTrue();
    }

    /** A fault of one policy does not keep the others from OPA. */
    @Test
    void doesNotCountFaultsOfPolicies() {
        var client = client(null);
        status = 500;
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> client.query("a", INPUT)).hasMessageContaining("status 500");
        }
        assertThat(calls).hasValue(10);
    }

    @Test
    void connectsWithMutualTls(@TempDir Path folder) throws Exception {
        RealOpa.require();
        var certificates = Certificates.make(folder.resolve("keys"), "milepost");
        var chain = Files.writeString(folder.resolve("server.crt"), certificates.chain("server"));
        var key = certificates.keyFile("server");
        var authority = Files.writeString(folder.resolve("ca.crt"), certificates.chain("authority"));
        var policies = Files.createDirectories(folder.resolve("rego"));
        Files.writeString(policies.resolve("p.rego"), "package p\n\nok := true\n");
        try (var opa = RealOpa.start(
                policies,
                "--tls-cert-file",
                chain.toString(),
                "--tls-private-key-file",
                key.toString(),
                "--tls-ca-cert-file",
                authority.toString(),
                "--authentication",
                "tls")) {
            var config = new TestOpaConfig(opa.address(), Optional.empty(), Duration.ofSeconds(5));

            var trusted = new OpaClient(config, certificates.context("client"), clock);
            var anonymous = new OpaClient(config, certificates.context(null), clock);
            var distrusting = new OpaClient(config, (SSLContext) null, clock);

            assertThat(trusted.query("p/ok", INPUT).booleanValue()).isTrue();
            assertThatThrownBy(() -> anonymous.query("p/ok", INPUT)).isInstanceOf(OpaFailure.class);
            assertThatThrownBy(() -> distrusting.query("p/ok", INPUT)).isInstanceOf(OpaFailure.class);
        }
    }
}
