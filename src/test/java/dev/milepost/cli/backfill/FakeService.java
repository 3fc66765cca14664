package dev.milepost.cli.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What a sender sees of the service, as openapi/ says it, and its bad days. */
final class FakeService implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Set<String> identities = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger breaks = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger polls = new AtomicInteger();
    private final AtomicInteger batches = new AtomicInteger();
    private volatile int mostBatches = Integer.MAX_VALUE;
    private volatile long lag;
    private volatile int status;
    private volatile @Nullable String retryAfter;
    private volatile @Nullable String rejection;

    private FakeService(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/api/v1/events", this::take);
        server.createContext("/api/v1/pipeline", exchange -> {
            polls.incrementAndGet();
            answer(exchange, 200, "{\"lag_events\": %d}".formatted(lag));
        });
    }

    static FakeService start() throws IOException {
        var peer = new FakeService(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        peer.server.start();
        return peer;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    Set<String> identities() {
        return identities;
    }

    int refused() {
        return refused.get();
    }

    void refuse(int status, int times, @Nullable String retryAfter) {
        this.status = status;
        this.retryAfter = retryAfter;
        refusals.set(times);
    }

    void breakConnections(int times) {
        breaks.set(times);
    }

    void reject(String detail) {
        rejection = detail;
    }

    /** How often its lag was read. */
    int polls() {
        return polls.get();
    }

    void lag(long events) {
        lag = events;
    }

    /** It accepts this many batches and does not answer the others. */
    void stopAfter(int batches) {
        mostBatches = batches;
    }

    private void take(HttpExchange exchange) throws IOException {
        var events = JSON.readTree(exchange.getRequestBody().readAllBytes());
        if (batches.incrementAndGet() > mostBatches) {
            return;
        }
        if (breaks.getAndDecrement() > 0) {
            exchange.close();
            return;
        }
        if (refusals.getAndDecrement() > 0) {
            refused.incrementAndGet();
            if (retryAfter != null) {
                exchange.getResponseHeaders().add("Retry-After", retryAfter);
            }
            answer(exchange, status, "{\"detail\": \"because\"}");
            return;
        }
        answer(exchange, 202, JSON.writeValueAsString(receipt(events)));
    }

    private JsonNode receipt(JsonNode events) {
        var receipt = JSON.createObjectNode();
        var rejected = receipt.putArray("rejected");
        int accepted = 0;
        int duplicates = 0;
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            if (rejection != null) {
                rejected.addObject()
                        .put("index", i)
                        .put("id", event.path("id").asText())
                        .put("detail", rejection)
                        .put("pointer", "/data");
            } else if (identities.add(
                    event.path("source").asText() + " " + event.path("id").asText())) {
                accepted++;
            } else {
                duplicates++;
            }
        }
        return receipt.put("accepted", accepted).put("duplicates", duplicates);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
