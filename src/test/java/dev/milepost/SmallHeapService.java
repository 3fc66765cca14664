package dev.milepost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.local.LocalParts;
import dev.milepost.testing.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** The packaged service in a small heap, and what is asked of it. */
final class SmallHeapService implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Path GC_LOG = Path.of("target", "heap", "gc.log");
    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\(");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final LocalParts parts;
    private final ServiceProcess process;
    private long pid;
    private int collections;

    /** Starts it in 384 MiB of heap, and waits until it is ready. */
    SmallHeapService(Path folder) throws IOException {
        parts = LocalParts.start(
                folder,
                Path.of("target/postgres-programs").toAbsolutePath(),
                Set.of("postgres", "kafka"),
                Map.of("fsync", "off", "synchronous_commit", "off"));
        var flags = List.of("-Xmx384m", "-XX:+UseSerialGC", "-Xlog:gc:file=" + GC_LOG + "::filecount=0");
        process = ServiceProcess.start(parts.get(), Path.of("target", "heap", "service.log"), flags);
        process.awaitReadiness(200, PATIENCE);
        pid = process.pid();
    }

    /** Where its broker is. */
    String brokers() {
        return Objects.requireNonNull(parts.get().get("kafka.bootstrap.servers"));
    }

    /** Kills it, starts it again and waits until it is ready. */
    void restart() throws Exception {
        process.kill();
        process.startAgain();
        process.awaitReadiness(200, PATIENCE);
        pid = process.pid();
        collections = 0;
    }

    /** Prints how much of the heap was used since it was asked last. */
    void printHeap(String test) throws IOException {
        var lines = Files.readAllLines(GC_LOG);
        int peak = 0;
        int kept = 0;
        for (var line : lines.subList(Math.min(collections, lines.size()), lines.size())) {
            var found = COLLECTION.matcher(line);
            if (found.find()) {
                peak = Math.max(peak, Integer.parseInt(found.group(1)));
                // Others leave garbage.
                kept = line.contains("Pause Full") ? Math.max(kept, Integer.parseInt(found.group(2))) : kept;
            }
        }
        collections = lines.size();
        System.out.printf("heap: %s: peak %d MiB, at most %d MiB after a full collection%n", test, peak, kept);
    }

    void assertAllCount(long projected) throws Exception {
        awaitLag();
        assertThat(counted()).isEqualTo(projected);
        assertLives();
    }

    void awaitLag() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> !process.isAlive() || status("lag_events") == 0);
        assertThat(process.isAlive()).as("the process lives").isTrue();
    }

    void assertLives() {
        assertThat(process.isAlive()).as("the process lives").isTrue();
        assertThat(process.pid()).isEqualTo(pid);
        assertThat(process.readiness()).isEqualTo(200);
    }

    /** In the log, of those that the tests send: the service tells events of its own too. */
    long counted() throws SQLException {
        var properties = parts.get();
        try (var connection = DriverManager.getConnection(
                        properties.get("quarkus.datasource.jdbc.url"),
                        properties.get("quarkus.datasource.username"),
                        properties.get("quarkus.datasource.password"));
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from event where source = 'heap'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    long status(String name) throws Exception {
        return json(get("/api/v1/pipeline")).path(name).asLong(-1);
    }

    /** Sends again after 503, as Retry-After asks for: two such batches need more memory than one caller may have. */
    int postUntilAccepted(BodyPublisher body) throws Exception {
        var end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        var status = 0;
        do {
            status = post("/api/v1/events", "application/cloudevents-batch+json", body)
                    .statusCode();
        } while (status == 503 && System.nanoTime() < end);
        return status;
    }

    HttpResponse<byte[]> get(String path) throws Exception {
        return call(request(path).GET());
    }

    HttpResponse<byte[]> post(String path, String type, BodyPublisher body) throws Exception {
        return send("POST", path, type, body);
    }

    HttpResponse<byte[]> send(String method, String path, String type, BodyPublisher body) throws Exception {
        return call(request(path).header("Content-Type", type).method(method, body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(process.address() + path))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + ServiceProcess.TOKEN);
    }

    private HttpResponse<byte[]> call(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    static JsonNode json(HttpResponse<byte[]> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        process.close();
        parts.close();
    }
}
