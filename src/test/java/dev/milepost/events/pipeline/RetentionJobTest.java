package dev.milepost.events.pipeline;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.RawTopicProducer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
class RetentionJobTest {

    private static final int KEPT_DAYS = 90;

    @Inject
    RetentionJob retention;

    @Inject
    DataSource database;

    private final String service = "service-" + UUID.randomUUID();
    private final LocalDate week =
            LocalDate.now(ZoneOffset.UTC).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    private final LocalDate forgotten = week.minusDays(KEPT_DAYS + 7);
    private final LocalDate kept = week.minusDays(KEPT_DAYS - 14);
    private Sql sql;

    @BeforeEach
    void tellOfDeployments() {
        sql = new Sql(database);
        send("old");
        send("aged");
        send("new");
        fileUnder(forgotten, "old");
        fileUnder(kept, "aged");
    }

    @Test
    void deletesExpiredEventsAndKeepsMetrics() {
        retention.dropExpired();

        history().body("items.id", containsInAnyOrder("aged", "new"));
        assertThat(tableOf(forgotten)).isEmpty();
        assertThat(identitiesUntil(forgotten)).isZero();
        numbers();
    }

    @AfterEach
    void trustTheClocks() {
        sql.update("update deletion_clock set seen_at = now(), trusted_from = now()");
    }

    /** As if the clocks had jumped ahead since the last time. */
    @Test
    void deletesNothingWithClockAhead() {
        sql.update("update deletion_clock set seen_at = now() - interval '1 year'");

        retention.dropExpired();

        history().body("items.id", containsInAnyOrder("old", "aged", "new"));
        assertThat(tableOf(forgotten)).isNotEmpty();
    }

    @Test
    void countsRedeliveredExpiredEventOnce() {
        retention.dropExpired();

        send("old");

        history().body("items.id", containsInAnyOrder("old", "aged", "new"));
        numbers();
    }

    @Test
    void deletesExpiredQuarantineEntries() {
        try (var producer = new RawTopicProducer()) {
            producer.send("{", "ce_subject", service, "ce_id", "old").send("{", "ce_subject", service, "ce_id", "new");
        }
        PipelineTest.awaitNoLag();
        sql.update(
                "update quarantine set quarantined_at = now() - interval '91 days' where service = ? and event_id = 'old'",
                service);

        retention.dropExpired();

        given().get("/api/v1/quarantine?service=" + service)
                .then()
                .statusCode(200)
                .body("items.event.id", contains("new"));
    }

    @Test
    void createsPartitionsAhead() {
        retention.dropExpired();

        assertThat(tableOf(week)).isNotEmpty();
        assertThat(tableOf(week.plusWeeks(1))).isNotEmpty();
        assertThat(tableOf(week.plusWeeks(2))).isNotEmpty();
    }

    private void send(String id) {
        try (var producer = new RawTopicProducer()) {
            producer.send("""
                    {"specversion": "1.0", "id": "%1$s", "source": "%2$s", "type": "com.company.deploy.completed",
                     "time": "2026-06-10T12:50:00Z", "data": {"deployment_id": "%1$s", "service_id": "%2$s",
                     "environment": "production", "status": "success"}}""".formatted(id, service), "content-type", "application/cloudevents+json");
        }
        PipelineTest.awaitNoLag();
    }

    /** As if the event had come on that day. */
    private void fileUnder(LocalDate day, String id) {
        var monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        sql.update("create table if not exists %s partition of event for values from ('%s') to ('%s')"
                .formatted(nameOf(day), monday, monday.plusWeeks(1)));
        sql.update("""
                with filed as (
                    update event set received_on = ?::date where service = ? and event_id = ? returning identity)
                update event_identity set received_on = ?::date from filed where event_identity.identity = filed.identity
                """, day.toString(), service, id, day.toString());
    }

    private static String nameOf(LocalDate day) {
        var monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return "event_" + monday.toString().replace('-', '_');
    }

    private List<String> tableOf(LocalDate day) {
        return sql.query("select relname from pg_class where relname = ?", row -> row.getString(1), nameOf(day));
    }

    private long identitiesUntil(LocalDate day) {
        return sql.query(
                        "select count(*) from event_identity where received_on <= ?::date",
                        row -> row.getLong(1),
                        day.toString())
                .get(0);
    }

    private void numbers() {
        given().get("/api/v1/four-keys?from=2026-06-01&to=2026-07-01&service=" + service)
                .then()
                .statusCode(200)
                .body("deployment_frequency.count", equalTo(3));
    }

    private io.restassured.response.ValidatableResponse history() {
        return given().get("/api/v1/events?service=" + service).then().statusCode(200);
    }
}
