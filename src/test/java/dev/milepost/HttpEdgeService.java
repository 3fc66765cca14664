package dev.milepost;

import dev.milepost.local.LocalParts;
import dev.milepost.testing.ServiceProcess;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The packaged service as production runs it, and requests to it by client and by bytes. */
final class HttpEdgeService implements AutoCloseable {

    /** Within which a client that does nothing is ended, with what a busy machine adds. */
    static final Duration ENDED = Duration.ofSeconds(25);

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SECRET = "a-secret-of-deliveries";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final LocalParts parts;
    private final ServiceProcess process;

    HttpEdgeService(Path folder, Path log) throws IOException {
        parts = LocalParts.start(
                folder,
                Path.of("target/postgres-programs").toAbsolutePath(),
                Set.of("postgres", "kafka"),
                Map.of("fsync", "off", "synchronous_commit", "off"));
        var properties = new HashMap<>(parts.get());
        properties.put("milepost.webhooks.github.secrets", SECRET);
        properties.put("milepost.webhooks.pagerduty.secrets", SECRET);
        properties.put("milepost.http.keep-alive", "10s");
        properties.put("milepost.access.rate-limit.requests", "0");
        process = ServiceProcess.start(properties, log);
        process.awaitReadiness(200, PATIENCE);
    }

    URI address() {
        return process.address();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) throws Exception {
        return http.send(request, handler);
    }

    <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        return http.sendAsync(request, handler);
    }

    HttpResponse<String> get(String path) throws Exception {
        var request = HttpRequest.newBuilder(process.address().resolve(path))
                .header("Authorization", "Bearer " + ServiceProcess.TOKEN)
                .timeout(Duration.ofSeconds(15));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    int postEvent() throws Exception {
        return http.send(events(event()).build(), BodyHandlers.discarding()).statusCode();
    }

    HttpRequest.Builder events(String body) {
        return HttpRequest.newBuilder(process.address().resolve("/api/v1/events"))
                .header("Authorization", "Bearer " + ServiceProcess.TOKEN)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .POST(BodyPublishers.ofString(body));
    }

    static String event() {
        return """
                {"specversion":"1.0","id":"%s","source":"slow-clients","type":"com.company.test",
                 "time":"2026-06-01T10:00:00Z","data":{}}""".formatted(UUID.randomUUID());
    }

    /** The status of a signed delivery. */
    int deliver() throws Exception {
        var body = "{\"zen\":\"Keep it logically awesome.\",\"hook_id\":1}";
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        var request = HttpRequest.newBuilder(URI.create(process.address() + "/webhooks/github"))
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", "ping")
                .header("X-GitHub-Delivery", UUID.randomUUID().toString())
                .header("X-Hub-Signature-256", "sha256=" + signature)
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    double gauge(String name) throws Exception {
        return get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    Socket open(String beginning) throws IOException {
        var socket = new Socket("127.0.0.1", process.address().getPort());
        socket.setSoTimeout((int) ENDED.toMillis());
        write(socket, beginning);
        return socket;
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** All that comes until the service ends the connection. */
    static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    static void assertEnds(Socket socket) throws IOException {
        try {
            answer(socket);
        } catch (java.net.SocketException reset) {
            // It has ended as well.
        }
    }

    static void flood(Socket socket, int bytes) {
        try {
            socket.getOutputStream().write(new byte[bytes]);
        } catch (IOException e) {
            // The service has ended it.
        }
    }

    @Override
    public void close() {
        process.close();
        parts.close();
    }
}
