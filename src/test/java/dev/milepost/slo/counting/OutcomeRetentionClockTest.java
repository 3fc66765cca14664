package dev.milepost.slo.counting;

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
class OutcomeRetentionClockTest {

    @Inject
    DataSource database;

    @Inject
    OutcomeRetention retention;

    private final UUID key = UUID.randomUUID();

    @AfterEach
    void trustTheClocks() {
        new Sql(database).update("update deletion_clock set seen_at = now(), trusted_from = now()");
    }

    /** As if the clocks had jumped ahead since the last time. */
    @Test
    void forgetsNothingByClocksThatMayBeAhead() {
        var sql = new Sql(database);
        sql.update("""
                insert into slo_outcome (indicator, key, events, kind, reason, at, trimmed, changed_at)
                select min(indicator), ?, '[]'::json, 'OPEN', 'none', 'epoch', true, now() - interval '401 days'
                from slo_counted_definition where slo = 'template-success'
                """, key);
        sql.update("update deletion_clock set seen_at = now() - interval '1 year'");

        retention.deleteBatch();
        assertThat(outcomes(sql)).isOne();

        trustTheClocks();
        retention.deleteBatch();
        assertThat(outcomes(sql)).isZero();
    }

    private int outcomes(Sql sql) {
        return sql.query("select key from slo_outcome where key = ?", row -> row.getObject(1, UUID.class), key)
                .size();
    }
}
