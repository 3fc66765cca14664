package dev.milepost.upgrades.scaffolding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
class RunRetentionClockTest {

    @Inject
    DataSource database;

    @Inject
    RunRetention retention;

    private final String source = "test-" + UUID.randomUUID();

    @AfterEach
    void trustTheClocks() {
        new Sql(database).update("update deletion_clock set seen_at = now(), trusted_from = now()");
    }

    /** As if the clocks had jumped ahead since the last time. */
    @Test
    void forgetsNothingByClocksThatMayBeAhead() {
        var sql = new Sql(database);
        sql.update("""
                insert into scaffold_run (source, task_id, template, service, started_at)
                values (?, 'lost', 'path', 'service', now() - interval '800 days')
                """, source);
        sql.update("update deletion_clock set seen_at = now() - interval '1 year'");

        retention.deleteExpired();
        assertThat(runs(sql)).isOne();

        trustTheClocks();
        retention.deleteExpired();
        assertThat(runs(sql)).isZero();
    }

    private int runs(Sql sql) {
        return sql.query("select task_id from scaffold_run where source = ?", row -> row.getString(1), source)
                .size();
    }
}
