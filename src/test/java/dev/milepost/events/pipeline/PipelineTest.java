package dev.milepost.events.pipeline;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.milepost.testing.RawTopicProducer;
import dev.milepost.testing.RefusingProjection;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
class PipelineTest {

    @Inject
    RefusingProjection refusals;

    private final String service = "service-" + UUID.randomUUID();

    @Test
    void quarantinesInvalidRecordAndProcessesOthers() {
        try (var producer = new RawTopicProducer()) {
            producer.sendChange(service, "first")
                    .send(new byte[] {(byte) 0xff, 0, 7}, "mark", service)
                    .send("{", "content-type", "application/cloudevents+json", "mark", service)
                    .send(
                            "{\"service_id\":\"%s\"}".formatted(service),
                            "ce_specversion",
                            "1.0",
                            "ce_id",
                            "no-commit",
                            "ce_source",
                            "test",
                            "ce_type",
                            "com.company.change.created",
                            "ce_time",
                            "2026-06-10T12:34:00Z",
                            "mark",
                            service)
                    .sendChange(service, "last");
        }

        awaitNoLag();
        events().body("items.id", containsInAnyOrder("first", "last"));
        var ours = "items.findAll { it.headers.mark == '%s' }".formatted(service);
        quarantine()
                .body(ours, hasSize(3))
                .body(ours + ".stage.unique()", contains("enrichment"))
                .body(ours + ".payload_base64.findAll { it != null }", contains("/wAH"))
                .body(ours + ".find { it.event.id == 'no-commit' }.errors.pointer", contains("/data/commit_sha"));
    }

    @Test
    void readsStructuredModeAndPreservesHistory() {
        try (var producer = new RawTopicProducer()) {
            producer.send("""
                    {"specversion": "1.0", "id": "structured", "source": "test", "type": "com.company.deploy.completed",
                     "time": "2026-06-10T14:50:00.1234567+02:00", "correlationid": "%1$s", "teamcolour": "blue",
                     "data": {"deployment_id": "d1", "service_id": "%1$s", "environment": "production",
                              "status": "success", "unknown": {"kept": [1.50]}}}""".formatted(service), "content-type", "application/cloudevents+json; charset=UTF-8");
        }

        awaitNoLag();
        given().get("/api/v1/events?correlation=" + service)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].type", equalTo("deploy.completed"))
                .body("items[0].golden", equalTo(true))
                .body("items[0].time", equalTo("2026-06-10T12:50:00.123456Z"))
                .body("items[0].received_at", notNullValue())
                .body("items[0].service", equalTo(service))
                .body("items[0].extensions.teamcolour", equalTo("blue"))
                .body("items[0].data.unknown.kept", contains(1.5f));
    }

    @Test
    void storesDuplicateOnceAndCountsIt() {
        awaitNoLag();
        int before = duplicates();

        try (var producer = new RawTopicProducer()) {
            producer.sendChange(service, "twice").sendChange(service, "once").sendChange(service, "twice");
        }

        awaitNoLag();
        events().body("items.id", containsInAnyOrder("twice", "once"));
        assertThat(duplicates() - before).isEqualTo(1);
    }

    @Test
    void pagesThroughTheHistoryNewestFirst() {
        try (var producer = new RawTopicProducer()) {
            for (int i = 0; i < 5; i++) {
                producer.sendChange(service, "e" + i);
            }
        }
        awaitNoLag();

        var first = events("&limit=3").body("items", hasSize(3)).extract();
        String cursor = first.path("next_cursor");
        var second = events("&limit=3&cursor=" + cursor)
                .body("items", hasSize(2))
                .body("next_cursor", nullValue())
                .extract();

        assertThat(first.<java.util.List<String>>path("items.id")).doesNotContainAnyElementsOf(second.path("items.id"));
        events("&from=2026-06-10T12:34:00.000001Z").body("items", hasSize(0));
        events("&to=yesterday").statusCode(400).body("errors.pointer", contains("to"));
    }

    @Test
    void quarantinesEventThatFailsProjectionUntilReplayed() {
        var id = "refused-" + service;
        refusals.refuse(id);
        try (var producer = new RawTopicProducer()) {
            producer.sendChange(service, "before").sendChange(service, id).sendChange(service, "after");
        }
        awaitNoLag();
        events().body("items.id", containsInAnyOrder("before", "after"));
        String entry = quarantine().extract().path("items.find { it.event.id == '%s' }.id".formatted(id));

        replay(entry);
        awaitNoLag();
        quarantine()
                .body("items.findAll { it.event.id == '%s' }".formatted(id), hasSize(1))
                .body("items.find { it.id == '%s' }.settled_at".formatted(entry), nullValue());

        refusals.allow(id);
        replay(entry);
        awaitNoLag();
        quarantine()
                .body("items.find { it.id == '%s' }.settled_at".formatted(entry), notNullValue())
                .body("items.find { it.id == '%s' }.replays".formatted(entry), equalTo(2));
        events().body("items.id", containsInAnyOrder("before", "after", id));
    }

    @Test
    void quarantinesEventTooLargeForHeap() {
        var id = "too-large-" + service;
        refusals.runOutOfMemoryAt(id);
        try (var producer = new RawTopicProducer()) {
            producer.sendChange(service, "before").sendChange(service, id).sendChange(service, "after");
        }

        awaitNoLag();
        events().body("items.id", containsInAnyOrder("before", "after"));
        quarantine().body("items.find { it.event.id == '%s' }.reason".formatted(id), equalTo("too-large"));
    }

    @Test
    void writesASlowBatchInParts() {
        var id = "too-slow-" + service;
        refusals.takeTooLongAt(id);
        try (var producer = new RawTopicProducer()) {
            producer.sendChange(service, "before").sendChange(service, id).sendChange(service, "after");
        }

        awaitNoLag();
        events().body("items.id", containsInAnyOrder("before", id, "after"));
    }

    /** Kafka takes them where they compress well, and the pipeline's own topics would not. */
    @Test
    void quarantinesOversizedRecords() {
        try (var producer = new RawTopicProducer("zstd")) {
            producer.sendChange(service, "before")
                    .send(new byte[5 << 20], "mark", service)
                    .send("{}", "mark", service, "ce_subject", "s".repeat(600 << 10))
                    .sendChange(service, "after");
        }

        awaitNoLag();
        events().body("items.id", containsInAnyOrder("before", "after"));
        var ours = "items.findAll { it.headers.mark == '%s' }".formatted(service);
        String entry = quarantine()
                .body(ours, hasSize(2))
                .extract()
                .path(ours.replace("findAll", "find").replace("}", "&& it.reason == 'too-large' }") + ".id");
        given().post("/api/v1/quarantine/" + entry + "/replay").then().statusCode(409);
    }

    /** A page ends where its events are too many bytes, and the next goes on there. */
    @Test
    void pagesThroughAHistoryOfLargeEvents() {
        var ids = new ArrayList<String>();
        try (var producer = new RawTopicProducer("zstd")) {
            for (int i = 0; i < 5; i++) {
                producer.send(
                        "{\"service_id\": \"%s\", \"text\": \"%s\"}".formatted(service, "x".repeat(900_000)),
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        "large-" + i,
                        "ce_source",
                        "test",
                        "ce_type",
                        "com.company.build.note",
                        "ce_subject",
                        service,
                        "ce_time",
                        "2026-06-10T12:34:0%dZ".formatted(i));
            }
        }
        awaitNoLag();

        String cursor = "";
        do {
            var page = events("&limit=1000" + cursor)
                    .body("items.size()", lessThan(4))
                    .extract();
            ids.addAll(page.path("items.id"));
            String next = page.path("next_cursor");
            cursor = next == null ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());

        assertThat(ids).containsExactly("large-4", "large-3", "large-2", "large-1", "large-0");
    }

    @Test
    void answers404ForUnknownQuarantineEntry() {
        given().post("/api/v1/quarantine/none/replay").then().statusCode(404);
    }

    static void awaitNoLag() {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> given().get("/api/v1/pipeline")
                        .then()
                        .statusCode(200)
                        .body("lag_events", equalTo(0))
                        .body("lag_seconds", equalTo(0.0f)));
    }

    private static int duplicates() {
        return given().get("/api/v1/pipeline").path("duplicates");
    }

    private static void replay(String entry) {
        given().post("/api/v1/quarantine/" + entry + "/replay")
                .then()
                .statusCode(202)
                .body("replayed_at", notNullValue());
    }

    private static ValidatableResponse quarantine() {
        return given().get("/api/v1/quarantine?limit=1000").then().statusCode(200);
    }

    private ValidatableResponse events() {
        return events("");
    }

    private ValidatableResponse events(String more) {
        return given().get("/api/v1/events?service=" + service + more).then();
    }
}
