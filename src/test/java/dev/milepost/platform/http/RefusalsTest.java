package dev.milepost.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.testing.Operations;
import dev.milepost.testing.Operations.Operation;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is refused is refused by a problem, also where no endpoint is reached; sent as bytes, since clients would not. */
@QuarkusTest
@Tag("service")
class RefusalsTest {

    /** What frameworks say where nobody else does. */
    private static final List<String> FRAMEWORK = List.of(
            "HTTP 4",
            "HTTP 5",
            "@Produces",
            "@Consumes",
            "RESTEASY",
            "Error id",
            "stack",
            "io.vertx",
            "java.",
            "jakarta.");

    private record Answer(int status, Map<String, String> headers, String body) {

        /** Empty where there is none. */
        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(body);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8_200, 20_000, 100_000, 2_000_000})
    void refusesAddressesThatAreTooLong(int length) throws IOException {
        isProblem(get("/api/v1/events?service=" + "a".repeat(length)), 414, "address-too-long");
    }

    @Test
    void takesAddressesAsLongAsOthersMustSendThem() throws IOException {
        assertThat(get("/api/v1/events?service=" + "a".repeat(7_950)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {40_000, 2_000_000})
    void refusesHeadersThatAreTooLong(int length) throws IOException {
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
    void refusesAddressesThatAreNone(String path) throws IOException {
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
    void refusesWhatIsNoHttp(String bytes) throws IOException {
        isProblem(send(bytes), 400, "bad-request");
    }

    @Test
    void refusesBodiesThatNothingReads() throws IOException {
        isProblem(
                send(
                        "POST /api/v1/events HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\n"
                                + "Content-Length: 99999999999\r\n\r\n{}"),
                413,
                "too-large");
    }

    /** The first answer is left as it is, and the second one is about the second request. */
    @Test
    void answersInTheOrderOfTheRequests() throws IOException {
        var answers = bytes("GET /api/v1/pipeline HTTP/1.1\r\nHost: a\r\n\r\nGET /%zz HTTP/1.1\r\nHost: a\r\n\r\n"
                + "GET /api/v1/pipeline HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(Arrays.stream(answers.split("(?=HTTP/1\\.1 )")).map(answer -> answer.substring(9, 12)))
                .containsExactly("200", "400", "200");
        assertThat(answers).containsOnlyOnce("\"url\":\"/%zz\"");
    }

    @Test
    void readsWhatArrivesByteByByte() throws IOException {
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
    void servesClientsThatNameNoHostAsHttpOneZeroMay() throws IOException {
        assertThat(bytes("GET /api/v1/pipeline HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.0 200 ");
        assertThat(bytes("GET /api/v1/backstage/catalog.yaml HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.0 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "a/b/c", "application/json, nonsense", "/", ";q=1"})
    void refusesMediaTypesThatAreNone(String type) throws IOException {
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
    void answersYamlToWhoTakesIt(String path) throws IOException {
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
    void saysByAProblemThatThereIsNoYaml(String path) throws IOException {
        var answer = get(path, "Accept: application/yaml");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    }

    static Stream<String> paths() {
        return Operations.all().stream().map(Operation::path).distinct();
    }

    /** As the document has them, and none that only another address takes. */
    @ParameterizedTest
    @MethodSource("paths")
    void namesTheMethodsThatAnAddressTakes(String path) throws IOException {
        var described = Operations.all().stream()
                .filter(operation -> operation.path().equals(path))
                .map(Operation::method)
                .collect(Collectors.toCollection(TreeSet::new));
        if (described.contains("GET")) {
            described.add("HEAD");
        }
        described.add("OPTIONS");
        for (var method : List.of("GET", "PUT", "POST", "DELETE", "PATCH", "TRACE", "FOO")) {
            if (!described.contains(method)) {
                var answer = send("%s %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".formatted(method, path));
                var problem = isProblem(answer, 405, "method-not-allowed");
                assertThat(allowed(answer)).as("%s %s", method, path).isEqualTo(described);
                assertThat(problem.path("detail").asText()).contains(described);
            }
        }
        var options = send("OPTIONS %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".formatted(path));
        assertThat(options.status()).isEqualTo(200);
        assertThat(allowed(options)).isEqualTo(described);
    }

    /** Escaped or doubled, an address is the same one, and a slash that is escaped is part of a name. */
    @ParameterizedTest
    @CsvSource({
        "/api/v1/%65vents, 'GET, HEAD, OPTIONS, POST'",
        "/api/v1//events, 'GET, HEAD, OPTIONS, POST'",
        "/api/v1/events;a=b, 'GET, HEAD, OPTIONS, POST'",
        "/api/v1/templates/a%2Fb, 'GET, HEAD, OPTIONS'",
        "/api/v1/catalog/entities/component:default/a, 'DELETE, GET, HEAD, OPTIONS'",
        "/api/v1/catalog/entities/component:default%2Fa, 'DELETE, GET, HEAD, OPTIONS'"
    })
    void knowsAnAddressHoweverItIsWritten(String path, String allow) throws IOException {
        var answer = send("PATCH %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".formatted(path));

        isProblem(answer, 405, "method-not-allowed");
        assertThat(answer.header("allow")).isEqualTo(allow);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/api/v1/nowhere", "/api/v1/events/nowhere", "*"})
    void saysByAProblemThatNothingIsServed(String path) throws IOException {
        isProblem(get(path), 404, "not-found");
        isProblem(send("OPTIONS " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), 404, "not-found");
    }

    private static Set<String> allowed(Answer answer) {
        return new TreeSet<>(List.of(answer.header("allow").split(", ")));
    }

    private static JsonNode isProblem(Answer answer, int status, String type) throws IOException {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
        var problem = answer.json();
        assertThat(problem.path("type").asText()).isEqualTo("/problems/" + type);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.at("/response/statusCode").asInt()).isEqualTo(status);
        assertThat(problem.at("/request/method").isTextual()).isTrue();
        assertThat(problem.at("/request/url").isTextual()).isTrue();
        assertThat(problem.at("/error/message").asText())
                .isEqualTo(problem.path("detail").asText());
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("detail").asText()).isNotBlank().doesNotContain(FRAMEWORK);
        return problem;
    }

    private Answer get(String path, String... headers) throws IOException {
        var lines = Arrays.stream(headers).map(header -> header + "\r\n").collect(Collectors.joining());
        return send("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + lines + "\r\n");
    }

    private Answer send(String request) throws IOException {
        var answer = bytes(request);
        var parts = answer.split("\r\n\r\n", 2);
        var lines = List.of(parts[0].split("\r\n"));
        var headers = lines.stream()
                .skip(1)
                .map(line -> line.split(": ?", 2))
                .collect(Collectors.toMap(
                        header -> header[0].toLowerCase(Locale.ROOT), header -> header[1], (one, other) -> one));
        return new Answer(Integer.parseInt(lines.get(0).split(" ")[1]), headers, parts[1]);
    }

    /** What is answered until the connection ends; what is not read any more may break it off while it is sent. */
    private String bytes(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(20_000);
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                // The answer is there all the same.
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
