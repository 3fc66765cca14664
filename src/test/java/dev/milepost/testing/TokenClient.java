package dev.milepost.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.testing.Operations.Operation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Calls a service by one token or another, and remembers them all. */
public final class TokenClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI service;
    private final Set<String> sent = new HashSet<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    public TokenClient(URI service) {
        this.service = service;
    }

    /** An answer, whose body can be read as JSON. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        /** Empty where there is none. */
        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode json() throws IOException {
            return JSON.readTree(response.body());
        }

        @Override
        public String toString() {
            return status() + " " + response.body();
        }
    }

    /** The parts of all tokens that were sent. */
    public Set<String> sent() {
        return sent;
    }

    /** @param token none where it is empty */
    public Answer get(String path, String token, String... headers) throws Exception {
        return send("GET", path, token, BodyPublishers.noBody(), headers);
    }

    public Answer post(String path, String token, String type, String body) throws Exception {
        return send("POST", path, token, BodyPublishers.ofString(body), "Content-Type", type);
    }

    public Answer put(String path, String token, String type, String body) throws Exception {
        return send("PUT", path, token, BodyPublishers.ofString(body), "Content-Type", type);
    }

    public Answer delete(String path, String token) throws Exception {
        return send("DELETE", path, token, BodyPublishers.noBody());
    }

    public Answer call(Operation operation, String token) throws Exception {
        var body = Set.of("GET", "DELETE").contains(operation.method())
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString("{}");
        return send(operation.method(), operation.path(), token, body, "Content-Type", "application/json");
    }

    private Answer send(String method, String path, String token, BodyPublisher body, String... headers)
            throws Exception {
        var request = HttpRequest.newBuilder(service.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!token.isEmpty()) {
            sent.addAll(Arrays.asList(token.split("\\.")));
            request.header("Authorization", "Bearer " + token);
        }
        return new Answer(http.send(request.build(), BodyHandlers.ofString()));
    }
}
