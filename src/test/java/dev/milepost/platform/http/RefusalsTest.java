package dev.milepost.platform.http;

import static dev.milepost.platform.http.RawRequests.bytes;
import static dev.milepost.platform.http.RawRequests.get;
import static dev.milepost.platform.http.RawRequests.isProblem;
import static dev.milepost.platform.http.RawRequests.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is refused is refused by a problem, also where no endpoint is reached; sent as bytes, since clients would not. */
@QuarkusTest
@Tag("service")
class RefusalsTest {

    @ParameterizedTest
    @ValueSource(ints = {8_200, 20_000, 100_000, 2_000_000})
    void refusesTooLongUrls(int length) throws IOException {
        isProblem(get("/api/v1/events?service=" + "a".repeat(length)), 414, "address-too-long");
    }

    @Test
    void acceptsUrlsUpToLimit() throws IOException {
        assertThat(get("/api/v1/events?service=" + "a".repeat(7_950)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing/", "/api/v1/nothing/", "/q/nothing/"})
    void repeatsTheBeginningOfLongUrls(String path) throws IOException {
        var problem = isProblem(get(path + "a".repeat(7_000)), 404, "not-found");

        assertThat(problem.at("/request/url").asText()).startsWith(path).hasSize(256);
        assertThat(problem.toString()).hasSizeLessThan(1_500);
    }

    @ParameterizedTest
    @ValueSource(ints = {40_000, 2_000_000})
    void refusesTooLargeHeaders(int length) throws IOException {
        isProblem(get("/api/v1/events", "x: " + "a".repeat(length)), 431, "headers-too-large");
        isProblem(get("/api/v1/events", "x: a\r\n".repeat(length / 6) + "y: b"), 431, "headers-too-large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/templates/%zz",
                "/api/v1/templates/%",
                "/api/v1/templates/a%2",
                "/api/v1/events?service=%zz",
                "/api/v1/events?%=a",
                "/api/v1/events?service=a|b",
                "/api/v1/slos/{name}",
                "/webhooks/%zz",
                "/q/health/%zz",
                "/%zz"
            })
    void refusesMalformedUrls(String path) throws IOException {
        var problem = isProblem(get(path), 400, "bad-request");

        assertThat(problem.at("/request/url").asText()).isEqualTo(path);
        assertThat(problem.path("detail").asText()).contains("RFC 3986");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NONSENSE\r\n\r\n",
                "GET /api/v1/events?a b HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /api/v1/events HTTP/1.1\r\nHost: a\r\nno header\r\n\r\n",
                "GET /api/v1/events HTTP/1.1\r\nHost: a\r\nna me: x\r\n\r\n",
                "POST /api/v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n{}",
                "POST /api/v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n{}",
                "PUT /api/v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                "PATCH /api/v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "PROPFIND /api/v1/events HTTP/1.1\r\nConnection: close\r\n\r\n",
                "PRIX / HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET /api/v1/pipeline HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET /api/v1/pipeline HTTP/1.1\r\nHost: a b/c\r\nConnection: close\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003random\r\n\r\n"
            })
    void refusesMalformedRequests(String bytes) throws IOException {
        isProblem(send(bytes), 400, "bad-request");
    }

    @Test
    void refusesTooLargeContentLength() throws IOException {
        isProblem(
                send(
                        "POST /api/v1/events HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\n"
                                + "Content-Length: 99999999999\r\n\r\n{}"),
                413,
                "too-large");
    }

    /** The first answer is left as it is, and the second one is about the second request. */
    @Test
    void answersPipelinedRequestsInOrder() throws IOException {
        var answers = bytes("GET /api/v1/pipeline HTTP/1.1\r\nHost: a\r\n\r\nGET /%zz HTTP/1.1\r\nHost: a\r\n\r\n"
                + "GET /api/v1/pipeline HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(Arrays.stream(answers.split("(?=HTTP/1\\.1 )")).map(answer -> answer.substring(9, 12)))
                .containsExactly("200", "400", "200");
        assertThat(answers).containsOnlyOnce("\"url\":\"/%zz\"");
    }

    @Test
    void readsRequestByteByByte() throws IOException {
        var request = "POST /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        try (var socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setTcpNoDelay(true);
            for (byte one : request) {
                socket.getOutputStream().write(one);
                socket.getOutputStream().flush();
            }

            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).contains("application/problem+json", "\"url\":\"/%zz\"");
        }
    }

    @Test
    void servesHttp10WithoutHost() throws IOException {
        assertThat(bytes("GET /api/v1/pipeline HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.0 200 ");
        assertThat(bytes("GET /api/v1/backstage/catalog.yaml HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.0 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "a/b/c", "application/json, nonsense", "/", ";q=1"})
    void refusesMalformedMediaTypes(String type) throws IOException {
        var accept = isProblem(get("/api/v1/pipeline", "Accept: " + type), 400, "invalid-request");
        var content = isProblem(
                send("POST /api/v1/catalog/validate HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 2\r\n"
                        + "Content-Type: " + type + "\r\n\r\n{}"),
                400,
                "invalid-request");

        assertThat(accept.at("/errors/0/pointer").asText()).isEqualTo("Accept");
        assertThat(content.at("/errors/0/pointer").asText()).isEqualTo("Content-Type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/backstage/catalog.yaml",
                "/api/v1/slos/prometheus-rules",
                "/api/v1/slos/template-success/prometheus-rules",
                "/api/v1/slos/template-success/openslo"
            })
    void negotiatesYaml(String path) throws IOException {
        var yaml = get(path, "Accept: application/yaml");
        assertThat(yaml.status()).isEqualTo(200);
        assertThat(yaml.header("content-type")).isEqualToIgnoringCase("application/yaml;charset=UTF-8");
        assertThat(get(path).header("content-type")).isEqualToIgnoringCase("application/yaml;charset=UTF-8");

        var refusal = isProblem(get(path, "Accept: application/xml"), 406, "not-acceptable");
        assertThat(refusal.path("detail").asText()).contains("application/yaml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/templates/nope/versions/1.0.0/template.yaml",
                "/api/v1/slos/nope/prometheus-rules",
                "/api/v1/slos/nope/openslo"
            })
    void answers404WithProblemForYaml(String path) throws IOException {
        var answer = get(path, "Accept: application/yaml");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    }
}
