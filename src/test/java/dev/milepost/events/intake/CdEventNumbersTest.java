package dev.milepost.events.intake;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import dev.milepost.platform.text.Sha256;
import dev.milepost.testing.Contract;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** CDEvents alone, as their producers send them, and the numbers that they move. */
@QuarkusTest
@Tag("service")
class CdEventNumbersTest {

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String service = "shop-" + run;

    @Test
    void computesLeadTimeByArtifact() {
        var sha = digest("commit").substring(0, 40);
        var artifact = "pkg:oci/%s@sha256%%3A%s".formatted(service, digest("image"));
        var repository = "{\"repository\": {\"id\": \"acme/%s\", \"source\": \"https://github.com\", \"name\": \"%s\"}}"
                .formatted(service, service);

        send(
                event("a", "change.created.0.4.0", "2026-06-03T08:00:00Z", sha, repository),
                event(
                        "b",
                        "artifact.packaged.0.3.0",
                        "2026-06-03T10:00:00Z",
                        artifact,
                        "{\"change\": {\"id\": \"%s\"}}".formatted(sha)),
                event(
                        "c",
                        "service.deployed.0.3.0",
                        "2026-06-03T12:00:00Z",
                        "service/" + service,
                        "{\"environment\": {\"id\": \"production\"}, \"artifactId\": \"%s\"}".formatted(artifact)));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> june("/api/v1/four-keys")
                        .body("deployment_frequency.count", equalTo(1))
                        .body("lead_time_for_changes.count", equalTo(1))
                        .body("lead_time_for_changes.p50_seconds", equalTo(4 * 3600)));
    }

    /** As sdk-python writes it, in a CloudEvent that a retry made 18 days later. */
    @Test
    void datesByTheTimeOfTheContext() {
        send(event(
                "d",
                "service.deployed.0.2.0",
                "2026-06-02 10:00:00.315384+00:00",
                service,
                "{\"environment\": {\"id\": \"production\"}, \"artifactId\": \"pkg:oci/x@sha256:1\"}"));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> june("/api/v1/four-keys/deployments")
                        .body("items.finished_at", contains("2026-06-02T10:00:00.315384Z")));
    }

    @Test
    void refusesTimesWithoutOffset() {
        var event = event("e", "service.deployed.0.2.0", "2026-06-02 10:00:00", service, "{}");

        given().contentType("application/cloudevents+json")
                .body(event)
                .post("/api/v1/events")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/data/context/timestamp"));
    }

    @Test
    void countsIncidentOfTwoReportersOnce() {
        var content = "{\"environment\": {\"id\": \"production\"}, \"service\": {\"id\": \"%s\"}}".formatted(service);

        send(
                event("f", "incident.detected.0.3.0", "2026-06-03T08:00:00Z", "i-" + run, content),
                event("g", "incident.reported.0.3.0", "2026-06-03T08:05:00Z", "i-" + run, content)
                        .replace("\"source\":\"/ci\"", "\"source\":\"/desk\""),
                event("h", "incident.resolved.0.3.0", "2026-06-03T09:00:00Z", "i-" + run, content)
                        .replace("\"source\":\"/ci\"", "\"source\":\"/desk\""));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> june("/api/v1/four-keys")
                        .body("time_to_restore.count", equalTo(1))
                        .body("time_to_restore.open", equalTo(0))
                        .body("time_to_restore.p50_seconds", equalTo(3600)));
    }

    @Test
    void countsUnreadEventsByReason() {
        send(event("i", "service.deployed.0.3.0", "2026-06-03T08:00:00Z", service, "{}"));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().filter(Contract.FILTER)
                        .get("/api/v1/pipeline")
                        .then()
                        .statusCode(200)
                        .body(
                                "uncounted.find { it.origin == 'cdevents' && it.reason == 'lacks_environment' }.events",
                                greaterThanOrEqualTo(1)));
        given().get("/q/metrics")
                .then()
                .body(containsString(
                        "milepost_events_uncounted_total{origin=\"cdevents\",reason=\"lacks_environment\"}"));
    }

    private ValidatableResponse june(String path) {
        return given().filter(Contract.FILTER)
                .queryParam("service", service)
                .queryParam("from", "2026-06-01")
                .queryParam("to", "2026-07-01")
                .get(path)
                .then()
                .statusCode(200);
    }

    private static void send(String... events) {
        given().filter(Contract.FILTER)
                .contentType("application/cloudevents-batch+json")
                .body("[" + String.join(",", List.of(events)) + "]")
                .post("/api/v1/events")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(events.length));
    }

    private String event(String id, String type, String time, String subject, String content) {
        return """
                {"specversion":"1.0","id":"outer-%s-%s","source":"/ci","type":"dev.cdevents.%s",
                 "time":"2026-06-20T10:00:00Z","subject":"%s","datacontenttype":"application/json",
                 "data":{"context":{"specversion":"0.5.1","id":"%s-%s","source":"/ci","type":"dev.cdevents.%s",
                  "timestamp":"%s"},"subject":{"id":"%s","source":"/subjects","content":%s}}}""".formatted(id, run, type, subject, id, run, type, time, subject, content);
    }

    private String digest(String text) {
        return HexFormat.of().formatHex(Sha256.of((text + run).getBytes(StandardCharsets.UTF_8)));
    }
}
