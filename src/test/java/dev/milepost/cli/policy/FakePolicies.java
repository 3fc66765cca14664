package dev.milepost.cli.policy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A service that gives the answers that a test has set, in their order; the last one from then on. */
final class FakePolicies implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Deque<FakeAnswer>> answers = new HashMap<>();
    private final List<FakeRequest> requests = Collections.synchronizedList(new ArrayList<>());

    private record FakeAnswer(
            int status, String body, @Nullable String retryAfter) {}

    /** What arrived. */
    record FakeRequest(
            String line,
            String body,
            @Nullable String key,
            @Nullable String type) {}

    private FakePolicies(HttpServer server) {
        this.server = server;
        server.createContext("/", this::handle);
    }

    static FakePolicies start() throws IOException {
        var service =
                new FakePolicies(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        service.server.start();
        return service;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** @param line the method and the path, such as {@code POST /api/v1/policies/evaluate} */
    FakePolicies answer(String line, int status, String body) {
        return answer(line, status, body, null);
    }

    FakePolicies answer(String line, int status, String body, @Nullable String retryAfter) {
        answers.computeIfAbsent(line, none -> new ArrayDeque<>()).add(new FakeAnswer(status, body, retryAfter));
        return this;
    }

    List<FakeRequest> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        var headers = exchange.getRequestHeaders();
        requests.add(new FakeRequest(
                exchange.getRequestMethod() + " " + uri,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                headers.getFirst("Idempotency-Key"),
                headers.getFirst("Content-Type")));
        var queue = answers.getOrDefault(exchange.getRequestMethod() + " " + uri.getPath(), new ArrayDeque<>());
        var answer = queue.size() > 1 ? queue.remove() : queue.peek();
        if (answer == null) {
            answer = new FakeAnswer(404, "{\"detail\": \"There is no such thing.\"}", null);
        }
        if (answer.retryAfter() != null) {
            exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
        }
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
