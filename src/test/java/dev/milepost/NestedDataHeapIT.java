package dev.milepost;

import static dev.milepost.ParallelRequests.inParallel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.testing.Soak;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The service in 384 MiB of heap, when little text takes much of it: nested data, many reports of one thing, facts. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag(Soak.ALONE)
class NestedDataHeapIT {

    private static final int REPORTS = 4_000;

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

    /** Each batch reports the same incident or deployment again, with texts as long as they may be. */
    @ParameterizedTest
    @CsvSource({
        "incident.opened, '\"incident_id\": \"i\", \"severity\": \"LONG\", \"deployment_id\": \"LONG\"'",
        "deploy.completed, '\"deployment_id\": \"d\", \"status\": \"success\", \"template_id\": \"LONG\"'"
    })
    void countsManyReportsOfOneThing(String type, String fields) throws Exception {
        long before = service.counted();
        var longest = "x".repeat(490);
        for (int batch = 0; batch < 16; batch++) {
            var number = batch;
            var body = IntStream.range(0, REPORTS)
                    .mapToObj(i -> """
                            {"specversion": "1.0", "id": "%s-%d-%d", "source": "heap", "type": "com.company.%s",
                             "time": "2026-06-10T12:34:00Z", "data": {"service_id": "svc-reports", "environment": "production",
                             "commit_sha": "%s", %s}}
                            """.formatted(type, number, i, type, longest, fields.replace("LONG", longest)))
                    .collect(Collectors.joining(",", "[", "]"));
            assertThat(service.postUntilAccepted(BodyPublishers.ofString(body))).isEqualTo(202);
        }

        service.assertAllCount(before + 16 * REPORTS);
    }

    /** The tree of such an event takes some 50 MiB. */
    @Test
    void acceptsConcurrentNestedEvents() throws Exception {
        long before = service.counted();
        var accepted = new AtomicInteger();
        inParallel(12, 36, i -> () -> {
            var answer = service.post(
                    "/api/v1/events", "application/cloudevents+json", BodyPublishers.ofString(events.nestedEvent()));
            assertThat(answer.statusCode()).isIn(202, 429, 503);
            if (answer.statusCode() == 202) {
                accepted.incrementAndGet();
            }
        });

        assertThat(accepted).hasPositiveValue();
        service.assertAllCount(before + accepted.get());
    }

    /** The nested data is in the heap forty times as large as in the log, and a chunk of the log has four such events. */
    @Test
    void previewsOverNestedEvents() throws Exception {
        long before = service.counted();
        for (int i = 0; i < 12; i++) {
            assertThat(service.postUntilAccepted(events.feedback("nested"))).isEqualTo(202);
        }
        service.assertAllCount(before + 12);

        var answered = new AtomicInteger();
        inParallel(6, 24, i -> () -> {
            var answer = service.post(
                    "/api/v1/slos/preview", "application/yaml", BodyPublishers.ofString(LargeEvents.PREVIEW));
            // Previews of one caller take turns, and waiting counts against their time.
            assertThat(answer.statusCode()).isIn(200, 422, 503);
            if (answer.statusCode() == 422) {
                assertThat(SmallHeapService.json(answer).get("type").asText()).contains("count-too-");
            }
            answered.addAndGet(answer.statusCode() == 200 ? 1 : 0);
            assertThat(service.get("/api/v1/correlations/of-nested").statusCode())
                    .isIn(200, 503);
        });

        assertThat(answered).hasPositiveValue();
        service.assertLives();
    }

    @Test
    void rejectsNestedEventsOverTheLimit() throws Exception {
        inParallel(4, 12, i -> () -> {
            var answer = service.post(
                    "/api/v1/events",
                    "application/cloudevents-batch+json",
                    BodyPublishers.ofString(events.oversizedBatch()));
            assertThat(answer.statusCode()).isIn(422, 429, 503);
            if (answer.statusCode() == 422) {
                assertThat(SmallHeapService.json(answer).at("/errors/0/detail").asText())
                        .contains("1 MiB");
            }
        });

        service.assertLives();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, services/svc-text/upgrade-plan, 32",
        "PUT, catalog/entities, 10",
        "POST, catalog/full-syncs, 10",
        "POST, catalog/validate, 10"
    })
    void refusesBodiesWhoseValuesDoNotFit(String method, String path, int mebibytes) throws Exception {
        var body = ("{\"to\": [" + "{},".repeat((mebibytes * LargeEvents.MIB - 20) / 3) + "{}]}")
                .getBytes(StandardCharsets.UTF_8);
        inParallel(4, 8, i -> () -> {
            var answer = service.send(method, "/api/v1/" + path, "application/json", BodyPublishers.ofByteArray(body));
            assertThat(answer.statusCode()).isIn(413, 429, 503);
        });

        service.assertLives();
    }

    /** The facts about one service take 28 MiB as they are read, and those about the other more than one request has. */
    @Test
    void evaluatesOverManyBillsOfMaterials() throws Exception {
        var evidence = new LargeEvidence(service);
        evidence.savePolicy();
        var bill = evidence.sendBills("svc-bills", 12);
        evidence.sendVex("svc-bills");
        evidence.sendBills("svc-more-bills", 80);

        var decided = new AtomicInteger();
        inParallel(12, 36, i -> () -> {
            var status = evidence.evaluate("svc-bills");
            assertThat(status).isIn(200, 503);
            decided.addAndGet(status == 200 ? 1 : 0);
            assertThat(evidence.evaluate("svc-more-bills")).isIn(413, 503);
            assertThat(service.get("/api/v1/evidence/" + bill).statusCode()).isIn(200, 503);
        });

        assertThat(decided).hasPositiveValue();
        service.assertLives();
    }

    @Test
    void refusesEnvelopesWhoseValuesDoNotFit() throws Exception {
        var envelope = LargeEvidence.envelope();
        inParallel(4, 12, i -> () -> {
            var answer = service.post(
                    "/api/v1/evidence?service=svc-envelopes", "application/json", BodyPublishers.ofByteArray(envelope));
            assertThat(answer.statusCode()).isIn(413, 429, 503);
        });

        service.assertLives();
    }
}
