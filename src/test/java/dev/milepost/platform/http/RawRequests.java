package dev.milepost.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** Requests that are sent as bytes, since clients would not send them, and what is answered. */
final class RawRequests {

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

    record Answer(int status, Map<String, String> headers, String body) {

        /** Empty where there is none. */
        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(body);
        }
    }

    private RawRequests() {}

    static Answer get(String path, String... headers) throws IOException {
        var lines = Arrays.stream(headers).map(header -> header + "\r\n").collect(Collectors.joining());
        return send("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + lines + "\r\n");
    }

    static Answer send(String request) throws IOException {
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
    static String bytes(String request) throws IOException {
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

    static JsonNode isProblem(Answer answer, int status, String type) throws IOException {
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

    static Set<String> allowed(Answer answer) {
        return new TreeSet<>(List.of(answer.header("allow").split(", ")));
    }
}
