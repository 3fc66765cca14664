package dev.milepost.upgrades.scaffolding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
class RunRetentionTest {

    @Inject
    DataSource database;

    @Inject
    RunRetention retention;

    private final String source = "test-" + UUID.randomUUID();
    private Sql sql;

    @BeforeEach
    void open() {
        sql = new Sql(database);
    }

    @Test
    void deletesExpiredRunsExceptLatestOfService() {
        put("create", "create", "success", 900);
        put("between", "upgrade", "success", 880);
        put("failed", "upgrade", "failure", 870);
        put("latest", "upgrade", "success", 860);
        put("recent-failure", "upgrade", "failure", 10);

        retention.deleteExpired();

        assertThat(tasks("scaffold_run", "true")).containsExactly("create", "latest", "recent-failure");
        assertThat(tasks("scaffold_report", "true")).containsExactly("create", "latest", "recent-failure");
        assertThat(tasks("scaffold_run", "initiator is not null")).containsExactly("recent-failure");
        assertThat(tasks("scaffold_report", "initiator is not null")).containsExactly("recent-failure");
    }

    @Test
    void deletesExpiredUnfinishedRuns() {
        sql.update("""
                insert into scaffold_run (source, task_id, template, service, started_at)
                values (?, 'lost', 'path', 'service', now() - interval '800 days')
                """, source);

        retention.deleteExpired();

        assertThat(tasks("scaffold_run", "true")).isEmpty();
    }

    private void put(String task, String kind, String status, int daysAgo) {
        sql.update("""
                insert into scaffold_run
                    (source, task_id, kind, status, template, service, initiator, started_at, completed_at)
                values (?, ?, ?, ?, 'path', ?, 'user:default/jane', now() - make_interval(days => ?),
                    now() - make_interval(days => ?))
                """, source, task, kind, status, source, daysAgo, daysAgo);
        sql.update("""
                insert into scaffold_report
                    (identity, source, task_id, at, event_key, template, service, initiator, has_parameters)
                values (gen_random_uuid(), ?, ?, now() - make_interval(days => ?), 'x', 'path', ?, 'user:default/jane', false)
                """, source, task, daysAgo, source);
    }

    private List<String> tasks(String table, String condition) {
        return sql.query(
                "select task_id from %s where source = ? and %s order by task_id".formatted(table, condition),
                row -> row.getString(1),
                source);
    }
}
