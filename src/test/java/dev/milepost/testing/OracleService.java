package dev.milepost.testing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.milepost.testing.oracle.FourKeysOracle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The second opinion over HTTP, to hold the case runner to: it must find no fault with it, and each fault built into it. */
final class OracleService implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        // Else each answer waits for the acknowledgement of its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Random random = new Random(5);
    private final List<JsonNode> events = new ArrayList<>();
    private final HttpServer server;
    private final int lossPercent;
    private @Nullable FourKeysOracle oracle;

    /** @param lossPercent how many of the batches it accepts and forgets */
    OracleService(int lossPercent) throws IOException {
        this.lossPercent = lossPercent;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    RunningService client() {
        return RunningService.at(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var post = exchange.getRequestMethod().equals("POST");
        if (post && random.nextInt(20) == 0) {
            respond(exchange, 503, "{}");
        } else if (post) {
            respond(exchange, 202, accept(JSON.readTree(exchange.getRequestBody())));
        } else if (path.endsWith("/pipeline")) {
            respond(exchange, 200, "{\"lag_events\": 0}");
        } else {
            respond(exchange, 200, fourKeys(exchange.getRequestURI().getRawQuery()));
        }
    }

    private String accept(JsonNode body) {
        var accepted = body.isArray() ? body.valueStream().toList() : List.of(body);
        if (random.nextInt(100) >= lossPercent) {
            events.addAll(accepted);
            oracle = null;
        }
        return "{\"accepted\": %d, \"duplicates\": 0, \"rejected\": []}".formatted(accepted.size());
    }

    private String fourKeys(String query) {
        Map<String, List<String>> params = Stream.of(query.split("&"))
                .map(param -> URLDecoder.decode(param, StandardCharsets.UTF_8).split("=", 2))
                .collect(groupingBy(param -> param[0], mapping(param -> param[1], toList())));
        if (oracle == null) {
            oracle = new FourKeysOracle(events);
        }
        return oracle.answer(params).toString();
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
