package dev.milepost.slo.status;

import static dev.milepost.testing.SloClient.SLOS;
import static dev.milepost.testing.SloClient.contract;
import static dev.milepost.testing.SloClient.event;
import static dev.milepost.testing.SloClient.sendAndCount;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.milepost.testing.SloClient;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases from the field: inputs of objectives that went wrong. */
@QuarkusTest
@Tag("service")
class SloCasesTest {

    private final String name = "c-" + UUID.randomUUID();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "probe.complete       | data.status == \"success\" | did you mean probe.completed?",
                "dev.milepost.probe.completed | data.status == \"success\" | without its prefix: probe.completed",
                "probe.completed      | data.stauts == \"success\" | did you mean data.status?"
            })
    void refusesWhatCannotCount(String type, String good, String detail) {
        SloClient.define(name, slo("28d, isRolling: true", type, "'true'", good))
                .statusCode(422)
                .body("type", containsString("invalid-openslo"))
                .body("errors.detail", hasItem(containsString(detail)));
    }

    @Test
    void warnsOfEventsThatNeverCame() {
        SloClient.define(
                        name, slo("28d, isRolling: true", "feedback.submitted", "data.rating == 77", "data.rating > 1"))
                .statusCode(200)
                .body("warnings", contains(startsWith("No event has come")))
                .body("data.last_event_at", nullValue());
    }

    /** One failing probe every five minutes keeps the rule of five minutes firing, at whatever second it is asked. */
    @Test
    void keepsARuleFiring() {
        var now = Instant.now();
        var events = new String[13];
        for (int i = 0; i < events.length; i++) {
            events[i] = probe(now.minus(Duration.ofMinutes(5L * i)).minusSeconds(1), "failure");
        }

        SloClient.define(
                        name,
                        slo(
                                "28d, isRolling: true",
                                "probe.completed",
                                "data.probe == \"" + name + "\"",
                                "data.status == \"success\""))
                .statusCode(200);
        sendAndCount(events);

        contract()
                .get(SLOS + name)
                .then()
                .statusCode(200)
                .body("objectives[0].burn.find { it.rule == '2-percent-in-1h' }.state", equalTo("FIRING"))
                .body("objectives[0].omitted_rules", empty())
                .body("data.last_event_at", notNullValue());
        contract()
                .get(SLOS + name + "/bad-events?limit=1")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].reason", containsString("where data.status is \"failure\""))
                .body("items[0].until", nullValue());
    }

    /** The result of last week is there on Monday. */
    @Test
    void hasTheResultOfACalendarWeek() {
        var monday = LocalDate.now(ZoneOffset.UTC).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        var end = monday.atStartOfDay(ZoneOffset.UTC).toInstant();
        SloClient.define(
                        name,
                        slo(
                                "1w, calendar: {startTime: '2026-01-05 00:00:00', timeZone: UTC}",
                                "probe.completed",
                                "data.probe == \"" + name + "\"",
                                "data.status == \"success\""))
                .statusCode(200);
        sendAndCount(
                probe(end.minus(3, ChronoUnit.DAYS), "success"),
                probe(end.minusSeconds(1), "failure"),
                probe(end, "success"));

        contract()
                .get(SLOS + name + "/history?step=week&from=" + monday.minusWeeks(1))
                .then()
                .statusCode(200)
                .body("points.find { it.at == '%s' }.objectives[0].good".formatted(end), equalTo(1))
                .body("points.find { it.at == '%s' }.objectives[0].bad".formatted(end), equalTo(1))
                .body("points[0].objectives[0].good", equalTo(1))
                .body("points[0].objectives[0].bad", equalTo(0));
    }

    @Test
    void leavesARunWithoutAVerdictUndecided() {
        var text = slo(
                        "28d, isRolling: true",
                        "scaffold.completed",
                        "data.template_id == \"" + name + "\"",
                        "data.buildable")
                .replace(
                        "filter: 'data.template",
                        "by: [data.task_id], undecided: {when: '!has(data.buildable)', within: 7d}, filter: 'data.template");
        SloClient.define(name, text).statusCode(200);
        var at = Instant.now().minusSeconds(600);

        sendAndCount(run(at, ""));

        objective()
                .body("objectives[0].events.bad", equalTo(0))
                .body("objectives[0].events.excluded.undecided", equalTo(1));
        sendAndCount(run(at.plusSeconds(60), ", \"buildable\": true"));
        objective()
                .body("objectives[0].events.good", equalTo(1))
                .body("objectives[0].events.excluded", equalTo(Map.of()));
    }

    private ValidatableResponse objective() {
        return contract().get(SLOS + name).then().statusCode(200);
    }

    private String run(Instant at, String more) {
        return event(
                "scaffold.completed",
                at,
                "\"task_id\": \"t\", \"template_id\": \"%s\", \"status\": \"success\"%s".formatted(name, more));
    }

    private String probe(Instant at, String status) {
        return event(
                "probe.completed",
                at,
                "\"probe\": \"%s\", \"target\": \"x\", \"status\": \"%s\"".formatted(name, status));
    }

    private String slo(String window, String type, String filter, String good) {
        return """
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: %s}
                spec:
                  service: field
                  alertPolicies:
                  timeWindow: [{duration: %s}]
                  budgetingMethod: Occurrences
                  objectives: [{displayName: o, target: 0.99}]
                  indicator:
                    metadata: {name: sli}
                    spec:
                      ratioMetric:
                        total: {metricSource: {type: milepost, spec: {events: [%s], filter: %s}}}
                        good: {metricSource: {type: milepost, spec: {filter: '%s'}}}
                """.formatted(name, window, type, filter.startsWith("'") ? filter : "'" + filter + "'", good);
    }
}
