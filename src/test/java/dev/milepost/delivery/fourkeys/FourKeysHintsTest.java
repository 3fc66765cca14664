package dev.milepost.delivery.fourkeys;

import static dev.milepost.delivery.fourkeys.FourKeysEvents.ask;
import static dev.milepost.delivery.fourkeys.FourKeysEvents.change;
import static dev.milepost.delivery.fourkeys.FourKeysEvents.deployment;
import static dev.milepost.delivery.fourkeys.FourKeysEvents.event;
import static dev.milepost.delivery.fourkeys.FourKeysEvents.owner;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an answer says of itself, so that it cannot be misread: unknown names, its end, its sources and its limits. */
@QuarkusTest
@Tag("service")
class FourKeysHintsTest {

    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");

    @Inject
    EmptiedDatabase store;

    @BeforeEach
    void empty() {
        store.empty();
    }

    @Test
    void namesWhatWasNeverHeardOf() {
        store.know(List.of(owner("payments", "red")));
        store.tell(List.of(deployment("payments", "d", JUNE)));

        assertThat(ask("service", "payments").has("unknown")).isFalse();
        assertThat(ask("team", "group:default/red").has("unknown")).isFalse();
        assertThat(ask("service", "paymets").at("/unknown/service")).hasSize(1);
        assertThat(ask("team", "rde", "template", "spring@1").path("unknown").toString())
                .isEqualTo("{\"team\":[\"rde\"],\"template\":[\"spring@1\"]}");
    }

    @Test
    void endsAFutureWindowNow() {
        var now = Instant.now();
        store.tell(List.of(deployment("payments", "d", now.minus(Duration.ofDays(5)))));

        var answer = ask(
                "from",
                now.minus(Duration.ofDays(10)).toString(),
                "to",
                now.plus(Duration.ofDays(90)).toString());
        var ahead = ask(
                "from",
                now.plus(Duration.ofDays(9)).toString(),
                "to",
                now.plus(Duration.ofDays(99)).toString(),
                "interval",
                "month");

        assertThat(Instant.parse(answer.at("/window/until").asText())).isBetween(now, now.plusSeconds(120));
        assertThat(answer.at("/deployment_frequency/per_day").asDouble()).isCloseTo(0.1, within(0.001));
        assertThat(ahead.at("/window/until")).isEqualTo(ahead.at("/window/from"));
        assertThat(ahead.at("/deployment_frequency/reason").asText()).isEqualTo("no_deployments");
        assertThat(ahead.path("series")).isEmpty();
    }

    @Test
    void hasNoLevelOfFailuresWithoutIncidents() {
        store.tell(List.of(deployment("payments", "d", JUNE)));
        var without = ask("interval", "month", "group_by", "service");
        var incident = event("incident.opened", "other", "i", JUNE);
        ((ObjectNode) incident.path("data")).put("incident_id", "i");
        store.tell(List.of(incident));

        for (var part : List.of(without, without.at("/series/0"), without.at("/groups/0"))) {
            assertThat(part.at("/change_failure_rate/reason").asText()).isEqualTo("no_incident_source");
            assertThat(part.at("/change_failure_rate/ratio").asDouble()).isZero();
            assertThat(part.path("change_failure_rate").has("level")).isFalse();
        }
        var rate = ask("service", "payments").path("change_failure_rate");
        assertThat(rate.has("reason")).isFalse();
        assertThat(rate.path("level").asText()).isEqualTo("elite");
        assertThat(rate.path("counted")).hasSize(3);
    }

    @Test
    void readsStagesOfFewChangesOnly() {
        var events = new ArrayList<JsonNode>();
        var release = deployment("red", "d", JUNE);
        var commits = ((ObjectNode) release.path("data")).putArray("commits");
        for (int n = 0; n <= ChangeDetailReader.MOST_CHANGES; n++) {
            commits.add("c" + n);
            events.add(change("red", "c" + n, JUNE));
        }
        events.add(release);
        store.tell(events);

        var answer = ask("service", "red");

        assertThat(answer.at("/lead_time_for_changes/stages").isNull()).isTrue();
        assertThat(answer.at("/coverage/changes_not_yet_delivered").isNull()).isTrue();
        assertThat(answer.at("/coverage/changes_limit").asInt()).isEqualTo(10_000);
        given().get("/api/v1/four-keys?service=red&from=2026-06-01&to=2026-08-01&start=opened")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("start"));
    }
}
