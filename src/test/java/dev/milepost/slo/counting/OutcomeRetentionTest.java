package dev.milepost.slo.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.SloClient;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
class OutcomeRetentionTest {

    @Inject
    DataSource database;

    @Inject
    OutcomeRetention retention;

    private final UUID key = UUID.randomUUID();

    @Test
    void trimsRowsOfEarlierRelease() {
        var sql = new Sql(database);
        put(sql);

        await().atMost(Duration.ofSeconds(60)).until(() -> !events(sql).get(0).contains("hunter2"));

        assertThat(events(sql).get(0))
                .contains("\"status\":\"failure\"", "\"id\":\"e1\"")
                .doesNotContain("jane");
        sql.update("delete from slo_outcome where key = ?", key);
    }

    @Test
    void storesFieldsReadByIndicators() {
        var sql = new Sql(database);
        var task = "task-" + key;

        SloClient.sendAndCount(SloClient.event("scaffold.completed", Instant.now(), """
                "task_id": "%s", "template_id": "any", "status": "failure", "initiator": "user:default/jane-%s",
                "comment": "said-%s"
                """.formatted(task, key, key)));

        assertThat(sql.query(
                        "select events::text from slo_outcome where strpos(events::text, ?) > 0",
                        row -> row.getString(1),
                        task))
                .isNotEmpty()
                .noneMatch(events -> events.contains("jane-" + key) || events.contains("said-" + key));
    }

    @Test
    void deletesExpiredOutcomes() {
        var sql = new Sql(database);
        put(sql);

        retention.deleteBatch();
        assertThat(events(sql)).hasSize(1);
        sql.update("update slo_outcome set changed_at = now() - interval '401 days' where key = ?", key);
        retention.deleteBatch();

        assertThat(events(sql)).isEmpty();
    }

    /** Of an objective that comes along. */
    private void put(Sql sql) {
        var events = """
                [{"source":"s","id":"e1","type":"scaffold.completed","time":"2026-06-10T12:00:00Z","correlation":null,
                  "data":{"status":"failure","task_id":"t","template_id":"x","initiator":"user:default/jane",
                          "parameters":{"password":"hunter2"}}}]""";
        sql.update("""
                insert into slo_outcome (indicator, key, events, kind, reason, at)
                select min(indicator), ?, ?::json, 'OPEN', 'none', 'epoch' from slo_counted_definition where slo = 'template-success'
                """, key, events);
    }

    private List<String> events(Sql sql) {
        return sql.query("select events::text from slo_outcome where key = ?", row -> row.getString(1), key);
    }
}
