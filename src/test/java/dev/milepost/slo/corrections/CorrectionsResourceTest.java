package dev.milepost.slo.corrections;

import static dev.milepost.testing.SloClient.SLOS;
import static dev.milepost.testing.SloClient.contract;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.milepost.testing.SloWithRuns;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Corrections over HTTP: what one SLO of a test's own counts, what is taken out, and what that lifts. */
@QuarkusTest
@Tag("service")
class CorrectionsResourceTest {

    private static final Instant HOUR =
            Instant.now().minus(Duration.ofHours(40)).truncatedTo(ChronoUnit.HOURS);

    private final String name = "c-" + UUID.randomUUID();
    private final String service = "s-" + UUID.randomUUID();

    private final SloWithRuns runs = new SloWithRuns(name, service);

    @Inject
    DataSource database;

    @Test
    void excludesAndRestoresMaintenance() {
        runs.define();
        runs.send(HOUR);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> get("").body("objectives[0].events.total", equalTo(14)));
        get("").body("objectives[0].events.bad", equalTo(4))
                .body("objectives[0].state", equalTo("BREACHED"))
                .body("corrections", hasSize(0));
        gate("slo=" + name)
                .body("decision", equalTo("freeze"))
                .body("rule", equalTo("budget_exhausted"))
                .body("slo", equalTo(name))
                .body("objectives[0].reason", containsString("used up"));
        gate("slo=" + name + "&kind=security")
                .body("decision", equalTo("allow"))
                .body("frozen", equalTo(true));
        var before = body("");
        var history = body("/history?step=week");

        // The three bad ones of one hour; the other correction takes out one of them as well
        var id = add(correction(0, 60, "")).statusCode(201).extract().jsonPath().getString("id");
        add(correction(0, 60, "")).statusCode(200).body("id", equalTo(id));
        var other = add(correction(0, 11, ", \"applies_to\": \"service\""))
                .statusCode(201)
                .body("name", equalTo(service))
                .extract()
                .jsonPath()
                .getString("id");

        get("").body("objectives[0].events.total", equalTo(14))
                .body("objectives[0].events.bad", equalTo(1))
                .body("objectives[0].events.excluded.corrected", equalTo(3))
                .body("objectives[0].events.excluded.cancelled", equalTo(1))
                .body("corrections.find { it.id == '" + id + "' }.bad", equalTo(3))
                .body("corrections.find { it.id == '" + other + "' }.bad", equalTo(1))
                .body("corrections.added_by", hasItem("anonymous"));
        get("/history?step=week")
                .body("points[0].objectives[0].bad", equalTo(1))
                .body("points[0].objectives[0].uncorrected.bad", equalTo(4))
                .body("points[0].objectives[0].uncorrected.state", equalTo("BREACHED"));
        get("/bad-events").body("items", hasSize(1)).body("items[0].corrected_by", hasSize(0));
        get("/bad-events?corrected=true")
                .body("items", hasSize(4))
                .body("items[3].corrected_by", hasSize(2))
                .body("items[0].corrected_by", hasSize(0));
        gate("slo=" + name).body("frozen", equalTo(false));

        revoke(id).statusCode(200).body("revoked_by", equalTo("anonymous"));
        revoke(id).statusCode(200);
        revoke(other).statusCode(200);

        assertThat(unchanging(body(""))).isEqualTo(unchanging(before));
        assertThat(unchanging(body("/history?step=week"))).isEqualTo(unchanging(history));
        get("/corrections").body("items", hasSize(2)).body("items.id", contains(other, id));
        get("/corrections?limit=1").body("items", hasSize(1)).body("next_cursor.size()", greaterThan(0));
        assertThat(runs.noted(database))
                .containsExactly(
                        "corrections.added", "corrections.added", "corrections.revoked", "corrections.revoked");
    }

    @Test
    void plansRecurringMaintenance() {
        runs.define();

        add("""
                {"reason": "database upgrade", "from": "2026-06-07T02:00:00+02:00", "to": "2026-06-07T04:00:00+02:00",
                 "rrule": "FREQ=WEEKLY;BYDAY=SU;COUNT=52", "time_zone": "Europe/Berlin"}
                """)
                .statusCode(201)
                .body("occurrences", equalTo(52))
                .body("from", equalTo("2026-06-07T00:00:00Z"))
                .body("ends_at", equalTo("2027-05-30T02:00:00Z"));

        get("").body("objectives[0].state", equalTo("NO_DATA"));
    }

    @Test
    void excludesUntilClosed() {
        runs.define();
        runs.send(HOUR);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> get("").body("objectives[0].events.total", equalTo(14)));
        add(correction(0, 1, "")).statusCode(201).body("category", equalTo("other"));

        var open = "{\"reason\": \"migration\", \"category\": \"deployment\", \"from\": \"%s\"}".formatted(HOUR);
        var id = add(open)
                .statusCode(201)
                .body("to", nullValue())
                .body("ends_at", nullValue())
                .extract()
                .jsonPath()
                .getString("id");

        add(open).statusCode(200).body("id", equalTo(id));
        get("").body("corrections.find { it.id == '" + id + "' }.to", nullValue())
                .body("corrections.find { it.id == '" + id + "' }.category", equalTo("deployment"))
                .body("corrections.find { it.id == '" + id + "' }.bad", equalTo(4))
                .body("warnings", hasItem(containsString(id)));
        get("/corrections?open=true").body("items.id", contains(id));
        get("/corrections?open=false").body("items.category", contains("other"));
        get("/corrections?category=deployment").body("items.id", contains(id));
        get("/corrections?category=outside_business_hours").body("items", hasSize(0));
        contract().get(SLOS + name + "/corrections?category=x").then().statusCode(400);

        close(id, "{\"to\": \"%s\"}".formatted(HOUR)).statusCode(422).body("errors.pointer", contains("/to"));
        close(id, "{\"to\": \"%s\"}".formatted(HOUR.plus(Duration.ofMinutes(11))))
                .statusCode(200)
                .body("to", equalTo(HOUR.plus(Duration.ofMinutes(11)).toString()))
                .body("ends_at", equalTo(HOUR.plus(Duration.ofMinutes(11)).toString()));
        get("").body("corrections.find { it.id == '" + id + "' }.bad", equalTo(1))
                .body("warnings", not(hasItem(containsString(id))));
        get("/corrections?open=true").body("items", hasSize(0));
        close(id, "{}")
                .statusCode(200)
                .body("to", equalTo(HOUR.plus(Duration.ofMinutes(11)).toString()));
        close(id, "{\"to\": \"%s\"}".formatted(HOUR.plus(Duration.ofMinutes(12))))
                .statusCode(422);
        close(UUID.randomUUID().toString(), "{}").statusCode(404);
        assertThat(runs.noted(database))
                .containsExactly("corrections.added", "corrections.added", "corrections.closed");
    }

    private ValidatableResponse close(String id, String body) {
        return contract()
                .contentType("application/json")
                .body(body)
                .post(SLOS + name + "/corrections/" + id + "/close")
                .then();
    }

    @Test
    void refusesInvalidCorrections() {
        runs.define();

        add("{\"reason\": \"x\", \"from\": \"2026-06-07T02:00:10Z\", \"to\": 5}")
                .statusCode(422)
                .body("errors.pointer", contains("/from", "/to"));
        add("").statusCode(422);
        add("{").statusCode(400);
        contract()
                .contentType("text/plain")
                .body("x")
                .post(SLOS + name + "/corrections")
                .then()
                .statusCode(415);
        contract()
                .contentType("application/json")
                .header("Milepost-User", "user:default/jane")
                .body(correction(0, 60, ""))
                .post(SLOS + name + "/corrections")
                .then()
                .statusCode(403);
        revoke(UUID.randomUUID().toString()).statusCode(404);
        revoke("x").statusCode(404);
        contract().get(SLOS + "no-such-slo/corrections").then().statusCode(404);
        contract().get(SLOS + name + "/corrections?cursor=x").then().statusCode(400);
        get("/corrections").body("items", hasSize(0));
    }

    private static String correction(int from, int to, String more) {
        return "{\"reason\": \"maintenance\", \"from\": \"%s\", \"to\": \"%s\"%s}"
                .formatted(HOUR.plus(Duration.ofMinutes(from)), HOUR.plus(Duration.ofMinutes(to)), more);
    }

    private ValidatableResponse add(String correction) {
        return contract()
                .contentType("application/json")
                .body(correction)
                .post(SLOS + name + "/corrections")
                .then();
    }

    private ValidatableResponse revoke(String id) {
        return contract().delete(SLOS + name + "/corrections/" + id).then();
    }

    private static ValidatableResponse gate(String query) {
        return contract().get(SLOS + "gate?" + query).then().statusCode(200);
    }

    private ValidatableResponse get(String path) {
        return contract().get(SLOS + name + path).then().statusCode(200);
    }

    private String body(String path) {
        return get(path).extract().asString();
    }

    /** Without the times that go by between two questions. */
    private static String unchanging(String answer) {
        return answer.replaceAll("\"(from|to|at)\":\"[^\"]*\"", "");
    }
}
