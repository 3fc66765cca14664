package dev.milepost.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that a proxy may read differently, or whose refusal needs no body; sent as bytes, since clients would not. */
@QuarkusTest
@Tag("service")
class StrictRequestsTest {

    /** Where the head of another request follows, it is never read as one. */
    private static final String SMUGGLED = "GET /q/health/live HTTP/1.1\r\nHost: a\r\n\r\n";

    @ParameterizedTest
    @CsvSource({
        "'Host: a\r\nHost: b\r\n', more than one Host",
        "'Host: a\r\nHost: a\r\n', more than one Host",
        "'Host: a\r\nTransfer-Encoding: xchunked\r\n', only supported Transfer-Encoding is chunked",
        "'Host: a\r\nTransfer-Encoding: gzip, chunked\r\n', only supported Transfer-Encoding is chunked",
        "'Host: a\r\nTransfer-Encoding: chunked, chunked\r\n', only supported Transfer-Encoding is chunked",
        "'Host: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n', only supported Transfer-Encoding is chunked",
        "'Host: a\r\nTransfer-Encoding: identity\r\n', only supported Transfer-Encoding is chunked",
        "'Host: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n', ''",
        "'Host: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n', ''",
    })
    void refusesHeadersThatCanBeReadInTwoWays(String headers, String detail) throws IOException {
        var answer = send("POST /api/v1/events HTTP/1.1\r\nContent-Type: application/json\r\n" + headers
                + "\r\n0\r\n\r\n" + SMUGGLED);

        isProblem(answer, 400, "bad-request", detail);
    }

    @Test
    void refusesChunksOfHttp10() throws IOException {
        var answer = send(
                "POST /api/v1/events HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED);

        isProblem(answer, 400, "bad-request", "HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2.0", "HTTP/1.2", "HTTP/3.0", "HTTP/0.9"})
    void refusesOtherVersions(String version) throws IOException {
        var answer = send("GET /q/health/live " + version + "\r\nHost: a\r\n\r\n" + SMUGGLED);

        isProblem(answer, 505, "http-version-not-supported", "HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunked", "Chunked", " chunked "})
    void readsChunks(String coding) throws IOException {
        var answer = send("POST /api/v1/events HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: " + coding + "\r\nConnection: close\r\n\r\n2\r\n{}\r\n0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("Transfer-Encoding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "a:x", "[::1", "[:::]", "%zz", "@", "a@b", "a,b", "\u00e9"})
    void refusesHostsThatAreNone(String host) throws IOException {
        isProblem(send("GET /api/v1/pipeline HTTP/1.1\r\nHost: " + host + "\r\n\r\n"), 400, "bad-request", "Host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a_b.example.com", "a:", "a:8080", "127.0.0.1:80", "[::1]", "[2001:db8::1]:8443"})
    void takesHosts(String host) throws IOException {
        assertThat(send("GET /q/health/live HTTP/1.1\r\nConnection: close\r\nHost: " + host + "\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    /** The first answer is sent before the second request is refused. */
    @Test
    void answersTheRequestsBeforeOneThatItRefuses() throws IOException {
        var answers = send("GET /q/health/live HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/2.0\r\nHost: a\r\n\r\n");

        assertThat(answers).startsWith("HTTP/1.1 200 ").contains("HTTP/1.1 505 ");
    }

    /** More than eight are refused, because heads that wait take memory. */
    @Test
    void answersEightRequestsThatAreSentAtOnce() throws IOException {
        var answers = send("GET /q/openapi HTTP/1.1\r\nHost: a\r\n\r\n".repeat(7)
                + "GET /q/health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(answers.split("HTTP/1\\.1 200 OK", -1)).hasSize(9);
    }

    /** The body may have 25 MiB. */
    @Test
    void refusesDeliveriesOfAnUnknownProviderBeforeTheirBody() throws IOException {
        try (var socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
            var begin = System.nanoTime();
            write(socket, "POST /webhooks/nobody HTTP/1.1\r\nHost: a\r\nContent-Length: 26214400\r\n\r\n{");

            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            isProblem(
                    answer,
                    404,
                    "unknown-webhook",
                    "There is no webhook 'nobody'. The webhooks are: github, pagerduty.");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
        }
    }

    private static void isProblem(String answer, int status, String type, String detail) throws IOException {
        var parts = answer.split("\r\n\r\n", 2);
        assertThat(parts[0]).startsWith("HTTP/1.1 " + status + " ").contains("application/problem+json");
        var problem = new ObjectMapper().readTree(parts[1]);
        assertThat(problem.path("type").asText()).isEqualTo("/problems/" + type);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asText()).contains(detail);
        // One problem and nothing else: the connection has ended.
        assertThat(parts[1]).doesNotContain("HTTP/1.1 2");
    }

    private static String send(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
            write(socket, request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
