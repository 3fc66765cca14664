package dev.milepost.upgrades.scaffolding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Postgres;
import dev.milepost.upgrades.scaffolding.RunHistory.RecordedRun;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RunHistoryTest {

    private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");
    private static final int RUNS = 2_000;

    private static Postgres postgres;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start();
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    @Test
    void readsRunsOneByOne() {
        new Sql(postgres.database()).update("""
                insert into scaffold_run (source, task_id, template, service, started_at)
                select '/test', 't' || n, 'orders', 'service', ? from generate_series(1, ?) n
                """, NOON, RUNS);

        var runs = new ArrayList<WeakReference<RecordedRun>>();
        postgres.transaction(() -> new RunHistory(new Sql(postgres.database()))
                .readBefore("orders", NOON.plusSeconds(1), run -> {
                    runs.add(new WeakReference<>(run));
                    if (runs.size() == RUNS) {
                        System.gc();
                    }
                }));

        assertThat(runs).hasSize(RUNS);
        assertThat(runs.stream().filter(run -> run.get() != null)).hasSizeLessThanOrEqualTo(1);
    }
}
