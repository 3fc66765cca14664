package dev.milepost.events.pipeline;

import static dev.milepost.events.pipeline.PipelineTest.awaitNoLag;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.testing.RawTopicProducer;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Records that a producer of Kafka's writes so that they pass for something else. */
@QuarkusTest
@Tag("service")
class ForgedRecordsTest {

    private final String mark = UUID.randomUUID().toString();
    private final String own = "own-" + mark;
    private final String victim = "victim-" + mark;

    @Test
    void quarantinesAmbiguousRecords() {
        var forged = List.of(
                List.of("ce_source", "other"),
                List.of("ce_SOURCE", "other"),
                List.of("CE_source", "other"),
                List.of("Ce_Subject", victim),
                List.of("ce_TYPE", "com.company.deploy.completed"),
                List.of("ce_a-b", "x"),
                List.of("ce_", "x"),
                List.of("ce_data", "x"),
                List.of("ce_datacontenttype", "text/plain"),
                List.of("content-type", "text/plain"),
                List.of("Content-Type", "text/plain"),
                List.of("ce_milepostteam", "victims"),
                List.of("ce_own", "a\nb"),
                List.of("ce_aaaaaaaaaaaaaaaaaaaaa", "x"));
        try (var producer = new RawTopicProducer()) {
            for (var header : forged) {
                producer.send(change(own), headers(header.toArray(new String[0])));
            }
            producer.send(
                    """
                    {"specversion": "1.0", "id": "%s-s", "source": "ci", "SOURCE": "other", "time": "2026-06-10T12:34:00Z",
                     "type": "com.company.change.created", "data": %s}""".formatted(mark, change(own)), "content-type", "application/cloudevents+json", "mark", mark);
            producer.send(
                    """
                    {"specversion": "1.0", "id": "%s-d", "source": "ci", "time": "2026-06-10T12:34:00Z",
                     "type": "com.company.change.created", "data": %s}""".formatted(mark, change(own)),
                    "content-type",
                    "application/cloudevents+json",
                    "ce_source",
                    "other",
                    "mark",
                    mark);
        }
        awaitNoLag();

        assertThat(events(own)).isEmpty();
        assertThat(events(victim)).isEmpty();
        assertThat(quarantined()).hasSize(forged.size() + 2);
        assertThat(quarantined())
                .allSatisfy(entry -> assertThat(entry)
                        .containsEntry("stage", "enrichment")
                        .containsEntry("reason", "unreadable-event"));
    }

    @Test
    void ignoresForgedCheckedHeader() {
        var checked = EventDigest.of(
                "ci", mark, "com.company.change.created", java.time.Instant.parse("2026-06-10T12:34:00Z"), own);
        try (var producer = new RawTopicProducer()) {
            // Marked as releases before this one did.
            producer.send(
                    "{\"service_id\":\"%s\"}".formatted(own),
                    headers("milepost-checked", "1", "milepost-service", own));
            producer.send(change(victim), headers("milepost-checked", "1", "milepost-service", own));
            // Marked as this one does, for another service, and for data that no schema allows.
            producer.send(change(victim), headers("milepost-checked", checked, "milepost-service", own));
            producer.send(
                    "{\"service_id\":\"%s\"}".formatted(own),
                    headers("milepost-checked", checked, "milepost-service", own));
            producer.send("[1]", headers("milepost-checked", checked, "milepost-service", own));
            producer.send("not json", headers("milepost-checked", checked, "milepost-service", own));
            producer.send(change(own), headers("milepost-checked", "nonsense", "milepost-service", own));
            producer.send(
                    change(own), headers("milepost-checked", checked, "milepost-service", own, "ce_milepostteam", "x"));
        }
        awaitNoLag();

        assertThat(events(own)).isEmpty();
        assertThat(events(victim))
                .as("what a writer of the topic may say openly")
                .hasSize(1);
        assertThat(quarantined()).hasSize(7);
    }

    @Test
    void quarantinesAmbiguousRecordAgainOnReplay() {
        try (var producer = new RawTopicProducer()) {
            producer.send(change(own), headers("ce_source", "other"));
        }
        awaitNoLag();
        var entry = String.valueOf(quarantined().get(0).get("id"));

        given().post("/api/v1/quarantine/" + entry + "/replay").then().statusCode(202);
        awaitNoLag();

        assertThat(events(own)).isEmpty();
        assertThat(quarantined()).hasSize(1);
    }

    @Test
    void ignoresForgedReplayHeader() {
        try (var producer = new RawTopicProducer()) {
            producer.send("{}", headers());
        }
        awaitNoLag();
        var entry = String.valueOf(quarantined().get(0).get("id"));

        try (var producer = new RawTopicProducer()) {
            for (var claim : List.of(entry, entry + "/" + UUID.randomUUID(), "/", entry + "/")) {
                producer.send(change(own), headers("milepost-replay-of", claim));
            }
            producer.send("[]", headers("milepost-replay-of", entry + "/" + UUID.randomUUID()));
        }
        awaitNoLag();

        assertThat(quarantined())
                .hasSize(2)
                .allSatisfy(kept -> assertThat(kept.get("settled_at")).isNull());
    }

    private static String change(String service) {
        return "{\"commit_sha\":\"c1\",\"service_id\":\"%s\"}".formatted(service);
    }

    private String[] headers(String... more) {
        var headers = new ArrayList<>(List.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                mark,
                "ce_source",
                "ci",
                "ce_type",
                "com.company.change.created",
                "ce_time",
                "2026-06-10T12:34:00Z",
                "content-type",
                "application/json",
                "mark",
                mark));
        headers.addAll(List.of(more));
        return headers.toArray(new String[0]);
    }

    private static List<Object> events(String service) {
        return given().get("/api/v1/events?service=" + service).then().extract().path("items");
    }

    private List<Map<String, Object>> quarantined() {
        return given().get("/api/v1/quarantine?limit=1000")
                .then()
                .extract()
                .path("items.findAll { it.headers.mark == '%s' }".formatted(mark));
    }
}
