package dev.milepost.events.webhooks;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;

import dev.milepost.testing.Contract;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Incidents that do not count by themselves. */
@QuarkusTest
@Tag("service")
class PagerDutyWebhooksTest {

    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(3));

    private final VendorClient vendor = new VendorClient();

    @Test
    void countsMergedIncidentsOnce() {
        var merged =
                "{\"type\": \"merge_resolve_reason\", \"incident\": {\"id\": \"A\", \"type\": \"incident_reference\"}}";

        send("incident.triggered", "e1", 0, "A", "null");
        send("incident.triggered", "e2", 1, "B", "null");
        send("incident.resolved", "e3", 3, "B", merged);
        send("incident.resolved", "e4", 120, "A", "null");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().filter(Contract.FILTER)
                        .queryParam("service", "pagerduty:" + vendor.pagerDutyId())
                        .get("/api/v1/four-keys")
                        .then()
                        .statusCode(200)
                        .body("time_to_restore.count", equalTo(1))
                        .body("time_to_restore.p50_seconds", equalTo(7200)));
    }

    @Test
    void countsIncidentsThatAFilterLeavesOut() {
        vendor.pagerDuty(vendor.incident("incident.triggered", "low", START, "C", "low", "null"))
                .statusCode(202)
                .body("outcome", equalTo("ignored"))
                .body("reason", containsString("urgency"));

        given().filter(Contract.FILTER)
                .get("/api/v1/pipeline")
                .then()
                .statusCode(200)
                .body("uncounted.origin", hasItem("pagerduty"))
                .body("uncounted.find { it.origin == 'pagerduty' }.reason", equalTo("urgency"))
                .body("uncounted.find { it.origin == 'pagerduty' }.events", greaterThanOrEqualTo(1));
        given().get("/q/metrics")
                .then()
                .body(containsString("milepost_events_uncounted_total{origin=\"pagerduty\",reason=\"urgency\"}"));
    }

    private void send(String kind, String id, int minutes, String incident, String reason) {
        vendor.pagerDuty(vendor.incident(kind, id, START.plus(Duration.ofMinutes(minutes)), incident, "high", reason))
                .statusCode(202)
                .body("accepted", equalTo(1));
    }
}
