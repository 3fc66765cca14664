package dev.milepost.delivery.fourkeys;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.milepost.testing.Contract;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be asked for in which words, and what is said of nothing. */
@QuarkusTest
@Tag("service")
class FourKeysParametersTest {

    @ParameterizedTest
    @CsvSource({
        "from=2026-06-01&to=2026-07-01, 2026-06-01T00:00:00Z, 2026-07-01T00:00:00Z",
        "from=2026-06-01&to=2026-07-01&tz=Europe/Berlin, 2026-05-31T22:00:00Z, 2026-06-30T22:00:00Z",
        "from=2026-03-29&to=2026-03-30&tz=Europe/Berlin, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
        "from=2026-04-24&to=2026-04-25&tz=Africa/Cairo, 2026-04-23T22:00:00Z, 2026-04-24T21:00:00Z",
        "from=2026-06-01T02:00:00%2B02:00&to=2026-06-02T00:00:00-04:30, 2026-06-01T00:00:00Z, 2026-06-02T04:30:00Z",
        "from=2026-06-01T02:00:00+02:00&to=2026-06-02T00:00:00z, 2026-06-01T00:00:00Z, 2026-06-02T00:00:00Z",
        "from=2026-06-01t00:00:00.1234567Z&to=2026-06-01T00:00:01Z, 2026-06-01T00:00:00.123456Z, 2026-06-01T00:00:01Z",
        "to=2026-07-01, 2026-06-01T00:00:00Z, 2026-07-01T00:00:00Z",
        "from=0001-01-02&to=0001-01-03, 0001-01-02T00:00:00Z, 0001-01-03T00:00:00Z",
        "from=9999-12-28&to=9999-12-30, 9999-12-28T00:00:00Z, 9999-12-30T00:00:00Z",
        "from=1926-06-01&to=2026-06-01, 1926-06-01T00:00:00Z, 2026-06-01T00:00:00Z",
        "from=2026-06-01T00:00:00.000001Z&to=2026-06-01T00:00:00.000002Z, 2026-06-01T00:00:00.000001Z, 2026-06-01T00:00:00.000002Z"
    })
    void readsTheWindow(String query, Instant from, Instant to) {
        for (var more : new String[] {"&service=nobodys", "&team=nobodys"}) {
            var window = ask(query + more).statusCode(200).extract().jsonPath();

            assertThat(Instant.parse(window.getString("window.from"))).isEqualTo(from);
            assertThat(Instant.parse(window.getString("window.to"))).isEqualTo(to);
        }
    }

    @Test
    void defaultsToLastThirtyDays() {
        var before = Instant.now();

        var window = ask("service=nobodys").statusCode(200).extract().jsonPath();

        var to = Instant.parse(window.getString("window.to"));
        assertThat(to).isBetween(before.minusSeconds(60), Instant.now().plusSeconds(60));
        assertThat(Duration.between(Instant.parse(window.getString("window.from")), to))
                .isEqualTo(Duration.ofDays(30));
        assertThat(window.getString("benchmark")).isEqualTo("2024");
        assertThat(window.getString("window.tz")).isEqualTo("UTC");
        assertThat(window.getString("window.environment")).isEqualTo("production");
    }

    @Test
    void refusesEmptyParameters() {
        ask("service=nobodys&from=&to=&tz=&environment=&ownership=&interval=&group_by=&benchmark=&team=")
                .statusCode(400)
                .body(
                        "errors.pointer",
                        containsInAnyOrder(
                                "from",
                                "to",
                                "tz",
                                "environment",
                                "ownership",
                                "interval",
                                "group_by",
                                "benchmark",
                                "team"));
    }

    @ParameterizedTest
    @CsvSource({
        "from=2026-06-01&to=2026-06-01, from",
        "from=2026-06-01T00:00:00.0000001Z&to=2026-06-01T00:00:00.0000009Z, from",
        "from=9999-01-01, from",
        "from=1926-05-01&to=2026-06-01, from",
        "from=2026-02-30&to=2026-07-01, from",
        "from=2026-6-1&to=2026-07-01, from",
        "from=2026-06-01T00:00:00&to=2026-07-01, from",
        "from=2026-06-01T25:00:00Z&to=2026-07-01, from",
        "from=1780272000&to=2026-07-01, from",
        "from=0000-12-31&to=0001-01-03, from",
        "from=-999999999-01-01T00:00:00Z, from",
        "to=%2B999999999-12-31T23:59:59Z, to",
        "to=9999-12-31, to",
        "to=0001-01-02, from",
        "tz=europe/berlin, tz",
        "tz=CEST, tz",
        "tz=%2B02:00, tz",
        "tz=-05, tz",
        "tz=Z, tz",
        "tz=UTC%2B2, tz",
        "tz=GMT-5, tz",
        "environment=Production, environment",
        "interval=DAY, interval",
        "interval=hour, interval",
        "interval=day&from=2010-01-01&to=2026-01-01, interval",
        "group_by=environment, group_by",
        "group_by=template-version, group_by",
        "start=pull_request, start",
        "start=Opened, start",
        "ownership=CURRENT, ownership",
        "benchmark=2022, benchmark",
        "system=%09, system",
        "domain=%00, domain"
    })
    void refusesInvalidParameters(String query, String parameter) {
        for (var path : new String[] {"", "/deployments", "/changes", "/incidents"}) {
            // Records have no series.
            if (path.isEmpty() || !query.contains("&to=2026-01-01")) {
                given().urlEncodingEnabled(false)
                        .get("/api/v1/four-keys" + path + "?" + query)
                        .then()
                        .statusCode(400)
                        .contentType("application/problem+json")
                        .body("type", containsString("invalid-"))
                        .body("errors.pointer", contains(parameter))
                        .body("errors[0].detail", not(emptyString()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"service=nobodys", "team=nobodys", "team=nobodys&system=none", "template=none@1"})
    void explainsNullValues(String whose) {
        for (var benchmark : new String[] {"2021", "2023", "2024", "2025"}) {
            ask(whose + "&benchmark=" + benchmark)
                    .statusCode(200)
                    .body("deployment_frequency.count", equalTo(0))
                    .body("deployment_frequency.per_day", nullValue())
                    .body("deployment_frequency.deployment_days", nullValue())
                    .body("deployment_frequency.median_days_per_week", nullValue())
                    .body("deployment_frequency.reason", equalTo("no_deployments"))
                    .body("deployment_frequency.level", nullValue())
                    .body("lead_time_for_changes.count", equalTo(0))
                    .body("lead_time_for_changes.p50_seconds", nullValue())
                    .body("lead_time_for_changes.p95_seconds", nullValue())
                    .body("lead_time_for_changes.mean_seconds", nullValue())
                    .body("lead_time_for_changes.reason", equalTo("no_changes"))
                    .body("lead_time_for_changes.level", nullValue())
                    .body("change_failure_rate.ratio", nullValue())
                    .body("change_failure_rate.reason", equalTo("no_deployments"))
                    .body("change_failure_rate.level", nullValue())
                    .body("time_to_restore.count", equalTo(0))
                    .body("time_to_restore.open", equalTo(0))
                    .body("time_to_restore.p90_seconds", nullValue())
                    .body("time_to_restore.reason", equalTo("no_resolved_incidents"))
                    .body("time_to_restore.level", nullValue())
                    .body("failed_deployment_recovery_time.mean_seconds", nullValue())
                    .body("failed_deployment_recovery_time.reason", equalTo("no_resolved_incidents"))
                    .body("deployment_rework_rate.ratio", nullValue())
                    .body("deployment_rework_rate.reason", equalTo("no_deployments"))
                    .body("score.throughput", nullValue())
                    .body("score.stability", nullValue());
        }
    }

    @Test
    void marksPartialBuckets() {
        ask("service=nobodys&from=2026-05-29T12:00:00Z&to=2026-06-15&interval=week&group_by=team")
                .statusCode(200)
                .body("series.partial", contains(true, false, false))
                .body("series.from", contains("2026-05-29T12:00:00Z", "2026-06-01T00:00:00Z", "2026-06-08T00:00:00Z"))
                .body("series[1].deployment_frequency.reason", equalTo("no_deployments"))
                .body("groups", hasSize(0))
                .body("groups_truncated", equalTo(false));
    }

    private static ValidatableResponse ask(String query) {
        return given().filter(Contract.FILTER)
                .urlEncodingEnabled(false)
                .get("/api/v1/four-keys?" + query)
                .then();
    }
}
