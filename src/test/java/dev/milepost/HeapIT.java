package dev.milepost;

import static dev.milepost.ParallelRequests.inParallel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.testing.Soak;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The service in 384 MiB of heap, which is less than the chart gives it, under what its callers may send and ask: it
 * lives, and all that it accepted counts. Each method leaves more events behind for those after it.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@Tag(Soak.ALONE)
class HeapIT {

    private SmallHeapService service;
    private LargeEvents events;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        service = new SmallHeapService(folder);
        events = new LargeEvents(service.brokers());
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @AfterEach
    void printHeap(TestInfo test) throws IOException {
        service.printHeap(test.getTestMethod().orElseThrow().getName() + " " + test.getDisplayName());
    }

    /** What a text of one letter, the greatest number of lists, objects and members are in the heap differs most. */
    @ParameterizedTest
    @Order(1)
    @CsvSource({"text, 600", "lists, 40", "objects, 40", "members, 40", "texts, 40"})
    void acceptsEventsOfMaximumSize(String content, int count) throws Exception {
        long before = service.counted();
        inParallel(
                4,
                count / 8,
                i -> () -> assertThat(service.postUntilAccepted(events.batch(content)))
                        .isEqualTo(202));

        service.assertAllCount(before + count / 8 * 8);
    }

    /** These are counted for objectives, of which each keeps the events that it counts. */
    @ParameterizedTest
    @Order(1)
    @CsvSource({"text, 80", "members, 40"})
    void countsRunsOfMaximumSize(String content, int count) throws Exception {
        long before = service.counted();
        inParallel(2, count / 4, i -> () -> {
            var runs = new ArrayList<String>();
            for (int j = 0; j < 4; j++) {
                var id = "run-" + events.nextId();
                runs.add("""
                        {"specversion": "1.0", "id": "%1$s", "source": "heap", "type": "com.company.scaffold.completed",
                         "time": "2026-06-10T12:34:00Z", "data": {"task_id": "%1$s", "template_id": "orders", "template_version":
                         "1.0.0", "service_id": "svc-run", "status": "success", "parameters": %2$s}}
                        """.formatted(id, LargeEvents.data(content, LargeEvents.DATA)));
            }
            var body = BodyPublishers.ofString("[" + String.join(",", runs) + "]");
            assertThat(service.postUntilAccepted(body)).isEqualTo(202);
        });

        service.assertAllCount(before + count / 4 * 4);
    }

    static Stream<Arguments> records() {
        return Stream.of(
                Arguments.of("zstd", "objects", 60),
                Arguments.of("zstd", "text", 600),
                Arguments.of("gzip", "text", 600),
                Arguments.of("gzip", "lists", 60));
    }

    /** Whoever speaks Kafka fills one batch of it with as much as compression takes out. */
    @ParameterizedTest
    @Order(2)
    @MethodSource("records")
    void consumesRecordsOfMaximumSize(String compression, String content, int count) throws Exception {
        long before = service.counted();
        var value = LargeEvents.data(content, LargeEvents.DATA).getBytes(StandardCharsets.UTF_8);
        try (var producer = events.producer(compression)) {
            events.send(producer, count, value, "com.company.build.note");
        }

        service.assertAllCount(before + count);
    }

    static Stream<Arguments> invalidRecords() {
        return Stream.of(Arguments.of("zstd", 30), Arguments.of("zstd", 3), Arguments.of("gzip", 8));
    }

    @ParameterizedTest
    @Order(3)
    @MethodSource("invalidRecords")
    void quarantinesLargeInvalidRecords(String compression, int mebibytes) throws Exception {
        long before = service.counted();
        long quarantined = service.status("quarantined");
        try (var producer = events.producer(compression)) {
            events.send(producer, 5, new byte[mebibytes * LargeEvents.MIB], "com.company.build.note");
            events.send(producer, 1, "{}".getBytes(StandardCharsets.UTF_8), "com.company.build.note");
        }

        service.assertAllCount(before + 1);
        assertThat(service.status("quarantined")).isEqualTo(quarantined + 5);
    }

    @Test
    @Order(4)
    void resumesConsumingAfterRestart() throws Exception {
        long before = service.counted();
        try (var producer = events.producer("zstd")) {
            events.send(
                    producer,
                    600,
                    LargeEvents.data("text", LargeEvents.DATA).getBytes(StandardCharsets.UTF_8),
                    "com.company.build.note");
        }
        service.restart();

        service.assertAllCount(before + 600);
    }

    @Test
    @Order(5)
    void pagesThroughEventsOfMaximumSize() throws Exception {
        var seen = 0;
        var cursor = "";
        do {
            var page = SmallHeapService.json(service.get("/api/v1/events?service=svc-text&limit=1000" + cursor));
            assertThat(page.path("items")).isNotEmpty();
            seen += page.path("items").size();
            cursor = page.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").asText();
        } while (!cursor.isEmpty() && seen < 50);

        assertThat(seen).isGreaterThanOrEqualTo(50);
        service.assertLives();
    }

    @ParameterizedTest
    @Order(6)
    @CsvSource({
        "text, events?limit=1000&service=svc-",
        "objects, events?limit=1000&service=svc-",
        "text, correlations/of-"
    })
    void answersConcurrentReaders(String content, String question) throws Exception {
        inParallel(10, 30, i -> () -> {
            var answer = service.get("/api/v1/" + question + content);
            assertThat(answer.statusCode()).isIn(200, 503);
        });

        service.assertLives();
    }

    @Test
    @Order(6)
    void listsLargeQuarantine() throws Exception {
        long quarantined = service.status("quarantined");
        try (var producer = events.producer("zstd")) {
            events.send(producer, 100, new byte[LargeEvents.MIB], "of.a.type.that.is.not.accepted");
        }
        service.awaitLag();
        assertThat(service.status("quarantined")).isEqualTo(quarantined + 100);

        inParallel(10, 20, i -> () -> {
            var answer = service.get("/api/v1/quarantine?limit=1000");
            assertThat(answer.statusCode()).isIn(200, 503);
        });

        service.assertLives();
    }

    @Test
    @Order(8)
    void acceptsConcurrentBatchesOfMaximumSize() throws Exception {
        long before = service.counted();
        var accepted = new AtomicInteger();
        inParallel(20, 60, i -> () -> {
            var answer = service.post("/api/v1/events", "application/cloudevents-batch+json", events.batch("text"));
            assertThat(answer.statusCode()).isIn(202, 429, 503);
            if (answer.statusCode() == 202) {
                accepted.addAndGet(
                        SmallHeapService.json(answer).path("accepted").asInt());
            }
        });

        service.assertAllCount(before + accepted.get());
    }

    @Test
    @Order(9)
    void mergesConcurrentUpgradePlans() throws Exception {
        var archive = LargeEvents.archive();
        inParallel(20, 40, i -> () -> {
            var answer = service.post(
                    "/api/v1/services/svc-text/upgrade-plan?to=1.0.0",
                    "application/x-tar",
                    BodyPublishers.ofByteArray(archive));
            assertThat(answer.statusCode()).isIn(404, 409, 413, 422, 429, 503);
        });

        service.assertLives();
    }

    /** A text of fifteen megabytes, whose values take half a gigabyte, and a text that keeps all that it allocates. */
    @ParameterizedTest
    @Order(10)
    @CsvSource({"values", "maps"})
    void refusesTemplatesThatTakeMuchMemory(String content) throws Exception {
        var templates = new LargeTemplates(service);
        var path = templates.publish(content);

        var plan = templates.plan(path);
        assertThat(plan.statusCode()).isEqualTo(422);
        assertThat(SmallHeapService.json(plan).path("type").asText()).isEqualTo("/problems/unrenderable-template");

        long before = service.counted();
        templates.scaffold(path);
        service.assertAllCount(before + 1);
        Thread.sleep(10_000);
        service.assertLives();
    }

    /** Ten skeletons of sixteen megabytes each. */
    @Test
    @Order(11)
    void refusesSkeletonsThatAreTooLargeTogether() throws Exception {
        var templates = new LargeTemplates(service);
        var modules = new ArrayList<String>();
        for (int i = 0; i < 10; i++) {
            modules.add(templates.publishSkeleton(16 * LargeEvents.MIB));
        }

        var resolved = templates.resolve(modules);
        assertThat(resolved.statusCode()).isEqualTo(422);
        assertThat(SmallHeapService.json(resolved).path("detail").asText()).contains("together are larger than");

        inParallel(10, 20, i -> () -> {
            var archive = service.get("/api/v1/modules/" + modules.get(i % 10) + "/versions/1.0.0/skeleton.tar");
            assertThat(archive.statusCode()).isIn(200, 503);
        });
        service.assertLives();
    }

    /** A hundred versions, each with a manifest of a megabyte. */
    @Test
    @Order(12)
    void readsManyVersionsWithLargeManifests() throws Exception {
        var templates = new LargeTemplates(service);
        var module = templates.publishVersions(100);

        inParallel(
                4,
                8,
                i -> () -> assertThat(service.get("/api/v1/modules/" + module).statusCode())
                        .isIn(200, 503));
        assertThat(templates.resolve(List.of(module)).statusCode()).isIn(200, 422);
        service.assertLives();
    }
}
