package dev.milepost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.local.LocalParts;
import dev.milepost.testing.ServiceProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The service in 384 MiB of heap, which is less than the chart gives it, under what its callers may send and ask: it
 * lives, and all that it accepted counts. Each method leaves more events behind for those after it.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class HeapIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int MIB = 1 << 20;

    /** An event has at most 1 MiB, its attributes included. */
    private static final int DATA = MIB - 600;

    private static final Path GC_LOG = Path.of("target", "heap", "gc.log");
    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\(");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger ids = new AtomicInteger();
    private LocalParts parts;
    private ServiceProcess process;
    private long pid;
    private int collections;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
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

    @AfterAll
    void stop() {
        process.close();
        parts.close();
    }

    @AfterEach
    void tellHeap(TestInfo test) throws IOException {
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
        System.out.printf(
                "heap: %s %s: peak %d MiB, at most %d MiB after a full collection%n",
                test.getTestMethod().orElseThrow().getName(), test.getDisplayName(), peak, kept);
    }

    /** What a text of one letter, the greatest number of lists, objects and members are in the heap differs most. */
    @ParameterizedTest
    @Order(1)
    @CsvSource({"text, 600", "lists, 40", "objects, 40", "members, 40", "texts, 40"})
    void takesInEventsOfTheGreatestSize(String content, int count) throws Exception {
        long before = counted();
        inParallel(
                4,
                count / 8,
                i -> () -> assertThat(postUntilAccepted(batch(content))).isEqualTo(202));

        assertAllCount(before + count / 8 * 8);
    }

    /** These are counted for objectives, of which each keeps the events that it counts. */
    @ParameterizedTest
    @Order(1)
    @CsvSource({"text, 80", "members, 40"})
    void countsRunsOfTheGreatestSize(String content, int count) throws Exception {
        long before = counted();
        inParallel(2, count / 4, i -> () -> {
            var events = new ArrayList<String>();
            for (int j = 0; j < 4; j++) {
                var id = "run-" + ids.incrementAndGet();
                events.add("""
                        {"specversion": "1.0", "id": "%1$s", "source": "heap", "type": "com.company.scaffold.completed",
                         "time": "2026-06-10T12:34:00Z", "data": {"task_id": "%1$s", "template_id": "orders", "template_version":
                         "1.0.0", "service_id": "svc-run", "status": "success", "parameters": %2$s}}
                        """.formatted(id, data(content, DATA)));
            }
            var body = BodyPublishers.ofString("[" + String.join(",", events) + "]");
            assertThat(postUntilAccepted(body)).isEqualTo(202);
        });

        assertAllCount(before + count / 4 * 4);
    }

    /** Whoever speaks Kafka fills one batch of it with as much as compression takes out. */
    @ParameterizedTest
    @Order(2)
    @CsvSource({"zstd, text, 600", "gzip, text, 600", "zstd, objects, 60", "gzip, lists, 60"})
    void takesInRecordsOfTheGreatestSize(String compression, String content, int count) throws Exception {
        long before = counted();
        var value = data(content, DATA).getBytes(StandardCharsets.UTF_8);
        try (var producer = producer(compression)) {
            send(producer, count, value, "com.company.build.note");
        }

        assertAllCount(before + count);
    }

    @ParameterizedTest
    @Order(3)
    @CsvSource({"zstd, 3", "gzip, 8", "zstd, 30"})
    void quarantinesRecordsThatAreNoEvents(String compression, int mebibytes) throws Exception {
        long before = counted();
        long quarantined = status("quarantined");
        try (var producer = producer(compression)) {
            send(producer, 5, new byte[mebibytes * MIB], "com.company.build.note");
            send(producer, 1, "{}".getBytes(StandardCharsets.UTF_8), "com.company.build.note");
        }

        assertAllCount(before + 1);
        assertThat(status("quarantined")).isEqualTo(quarantined + 5);
    }

    @Test
    @Order(4)
    void readsOnAfterARestart() throws Exception {
        long before = counted();
        try (var producer = producer("zstd")) {
            send(producer, 600, data("text", DATA).getBytes(StandardCharsets.UTF_8), "com.company.build.note");
        }
        process.kill();
        process.startAgain();
        process.awaitReadiness(200, PATIENCE);
        pid = process.pid();
        collections = 0;

        assertAllCount(before + 600);
    }

    @Test
    @Order(5)
    void answersWithAHistoryOfEventsOfTheGreatestSize() throws Exception {
        var seen = 0;
        var cursor = "";
        do {
            var page = json(get("/api/v1/events?service=svc-text&limit=1000" + cursor));
            assertThat(page.path("items")).isNotEmpty();
            seen += page.path("items").size();
            cursor = page.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").asText();
        } while (!cursor.isEmpty() && seen < 50);

        assertThat(seen).isGreaterThanOrEqualTo(50);
        assertLives();
    }

    @ParameterizedTest
    @Order(6)
    @CsvSource({
        "text, events?limit=1000&service=svc-",
        "objects, events?limit=1000&service=svc-",
        "text, correlations/of-"
    })
    void answersManyReadersAtOnce(String content, String question) throws Exception {
        inParallel(10, 30, i -> () -> {
            var answer = get("/api/v1/" + question + content);
            assertThat(answer.statusCode()).isIn(200, 503);
        });

        assertLives();
    }

    @Test
    @Order(6)
    void listsWhatIsInQuarantine() throws Exception {
        long quarantined = status("quarantined");
        try (var producer = producer("zstd")) {
            send(producer, 100, new byte[MIB], "of.a.type.that.is.not.accepted");
        }
        awaitLag();
        assertThat(status("quarantined")).isEqualTo(quarantined + 100);

        inParallel(10, 20, i -> () -> {
            var answer = get("/api/v1/quarantine?limit=1000");
            assertThat(answer.statusCode()).isIn(200, 503);
        });

        assertLives();
    }

    @Test
    @Order(8)
    void takesManyBatchesOfTheGreatestSizeAtOnce() throws Exception {
        long before = counted();
        var accepted = new AtomicInteger();
        inParallel(20, 60, i -> () -> {
            var answer = post("/api/v1/events", "application/cloudevents-batch+json", batch("text"));
            assertThat(answer.statusCode()).isIn(202, 429, 503);
            if (answer.statusCode() == 202) {
                accepted.addAndGet(json(answer).path("accepted").asInt());
            }
        });

        assertAllCount(before + accepted.get());
    }

    @Test
    @Order(9)
    void takesManyServicesToBeMergedAtOnce() throws Exception {
        var archive = archive();
        inParallel(20, 40, i -> () -> {
            var answer = post(
                    "/api/v1/services/svc-text/upgrade-plan?to=1.0.0",
                    "application/x-tar",
                    BodyPublishers.ofByteArray(archive));
            assertThat(answer.statusCode()).isIn(404, 409, 413, 422, 429, 503);
        });

        assertLives();
    }

    private interface Attack {
        Attempt of(int number);
    }

    /** Sends again after 503, as Retry-After asks for: two such batches need more memory than one caller may have. */
    private int postUntilAccepted(BodyPublisher body) throws Exception {
        var end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        var status = 0;
        do {
            status = post("/api/v1/events", "application/cloudevents-batch+json", body)
                    .statusCode();
        } while (status == 503 && System.nanoTime() < end);
        return status;
    }

    private interface Attempt {
        void run() throws Exception;
    }

    private static void inParallel(int threads, int count, Attack attack) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < count; i++) {
                var attempt = attack.of(i);
                running.add(pool.submit((Callable<Void>) () -> {
                    attempt.run();
                    return null;
                }));
            }
            for (var one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /** Eight events of 1 MiB, written as they are sent. */
    private BodyPublisher batch(String content) {
        var parts = new ArrayList<byte[]>();
        for (int i = 0; i < 8; i++) {
            var event = """
                    {"specversion": "1.0", "id": "%s", "source": "heap", "type": "com.company.build.note", "subject": "svc-%s",
                     "correlationid": "of-%s", "time": "2026-06-10T12:34:00Z", "data": %s}
                    """.formatted("http-" + ids.incrementAndGet(), content, content, data(content, DATA));
            parts.add(((i == 0 ? "[" : ",") + event).getBytes(StandardCharsets.UTF_8));
        }
        parts.add(new byte[] {']'});
        return BodyPublishers.ofByteArrays(parts);
    }

    private static String data(String content, int bytes) {
        var one = switch (content) {
            case "text" -> "p";
            case "lists" -> "[],";
            case "objects" -> "{},";
            case "members" -> "{\"a\":0},";
            case "texts" -> "\"\",";
            default -> throw new IllegalArgumentException(content);
        };
        var repeated = one.repeat((bytes - 100) / one.length());
        return content.equals("text")
                ? "{\"x\": \"" + repeated + "\"}"
                : "{\"x\": [" + repeated.substring(0, repeated.length() - 1) + "]}";
    }

    private KafkaProducer<byte[], byte[]> producer(String compression) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        parts.get().get("kafka.bootstrap.servers"),
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        compression,
                        ProducerConfig.LINGER_MS_CONFIG,
                        1_000,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        3 * MIB,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        128 * MIB,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        64 * MIB),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private void send(KafkaProducer<byte[], byte[]> producer, int count, byte[] value, String type) throws Exception {
        var sent = new ArrayList<Future<?>>();
        for (int i = 0; i < count; i++) {
            var record = new ProducerRecord<>("milepost.events.raw", new byte[] {'k'}, value);
            Map.of(
                            "ce_specversion", "1.0",
                            "ce_id", "kafka-" + ids.incrementAndGet(),
                            "ce_source", "heap",
                            "ce_type", type,
                            "ce_subject", "svc-kafka",
                            "ce_time", "2026-06-10T12:34:00Z",
                            "content-type", "application/json")
                    .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
            sent.add(producer.send(record));
        }
        producer.flush();
        for (var one : sent) {
            one.get();
        }
    }

    private static byte[] archive() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            for (int i = 0; i < 10; i++) {
                var entry = new TarArchiveEntry("file-" + i + ".txt");
                entry.setSize(MIB);
                tar.putArchiveEntry(entry);
                tar.write("line\n".repeat(MIB / 5 + 1).getBytes(StandardCharsets.UTF_8), 0, MIB);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private void assertAllCount(long projected) throws Exception {
        awaitLag();
        assertThat(counted()).isEqualTo(projected);
        assertLives();
    }

    private void awaitLag() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> !process.isAlive() || status("lag_events") == 0);
        assertThat(process.isAlive()).as("the process lives").isTrue();
    }

    private void assertLives() {
        assertThat(process.isAlive()).as("the process lives").isTrue();
        assertThat(process.pid()).isEqualTo(pid);
        assertThat(process.readiness()).isEqualTo(200);
    }

    /** In the log, of those that the tests send: the service tells events of its own too. */
    private long counted() throws SQLException {
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

    private long status(String name) throws Exception {
        return json(get("/api/v1/pipeline")).path(name).asLong(-1);
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        return call(request(path).GET());
    }

    private HttpResponse<byte[]> post(String path, String type, BodyPublisher body) throws Exception {
        return call(request(path).header("Content-Type", type).POST(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(process.address() + path))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + ServiceProcess.TOKEN);
    }

    private HttpResponse<byte[]> call(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static JsonNode json(HttpResponse<byte[]> answer) throws IOException {
        return JSON.readTree(answer.body());
    }
}
