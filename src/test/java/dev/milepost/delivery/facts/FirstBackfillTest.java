package dev.milepost.delivery.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.events.contract.EventReaders;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Postgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;

/**
 * A long history in tables that the planner knows nothing of, as those of a new database: what recomputation reads is
 * proportional to what is new.
 */
class FirstBackfillTest {

    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    private static final int COMMITS = 3_000;

    /** Every tenth commit is deployed, from this one on. */
    private static final int FIRST_DEPLOYED = 1_000;

    private static final int STEP = 10;

    private static final List<String> TABLES =
            List.of("change", "deployment", "deployment_link", "delivery", "reached_commit", "awaited_change");

    private final DeliverySample history = new DeliverySample(EventReaders.reader(), "long");
    private static Postgres postgres;
    private static Sql sql;
    private static DeliveryReplica replica;

    /** What the planner knows of the tables when it plans, once for all executions of a connection. */
    enum Statistics {
        NEVER_ANALYZED,
        ANALYZED_WHILE_EMPTY,
        ANALYZED_AFTER_ALL_WAS_DELETED,
        ANALYZED_WITH_FEW_ROWS
    }

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start();
        sql = new Sql(postgres.database());
        // As the connections of the service.
        postgres.database().getConnection().unwrap(PGConnection.class).setPrepareThreshold(1);
        sql.update("set plan_cache_mode = force_generic_plan");
        TABLES.forEach(table -> sql.update("alter table %s set (autovacuum_enabled = false)".formatted(table)));
        replica = new DeliveryReplica(postgres, Map.of());
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    /** What the planner knows and has planned is forgotten too. */
    @BeforeEach
    void empty() {
        DeliveryRows.truncate(sql);
        sql.update("delete from pg_statistic where starelid = any(?::text[]::regclass[])", TABLES);
        sql.update("discard plans");
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatIsNew(Statistics statistics) {
        prepare(statistics);
        commit();
        var before = rowsRead();

        for (int from = FIRST_DEPLOYED; from < COMMITS; from += 500) {
            deploy(from, from + 500);
            replica.recomputeAll();
        }

        assertThat(count("delivery")).isEqualTo(COMMITS - STEP - FIRST_DEPLOYED + 1);
        assertRead(before, 20);
    }

    /** Commits that arrive after the deployments that look for them. */
    @ParameterizedTest
    @EnumSource
    void readsWhatArrivesLate(Statistics statistics) {
        prepare(statistics);
        deploy(FIRST_DEPLOYED, COMMITS);
        replica.recomputeAll();
        var before = rowsRead();

        commit();
        replica.recomputeAll();

        assertThat(count("delivery")).isEqualTo(COMMITS - STEP - FIRST_DEPLOYED + 1);
        assertRead(before, 20);
    }

    private void prepare(Statistics statistics) {
        if (statistics == Statistics.ANALYZED_WHILE_EMPTY) {
            analyze();
        }
        if (statistics.compareTo(Statistics.ANALYZED_AFTER_ALL_WAS_DELETED) >= 0) {
            IntStream.range(0, 60).forEach(i -> recomputeShortHistory("other-" + i));
            if (statistics == Statistics.ANALYZED_AFTER_ALL_WAS_DELETED) {
                TABLES.forEach(table -> sql.update("delete from " + table));
            }
            analyze();
        }
        // The first execution of each statement plans it.
        recomputeShortHistory("short");
    }

    private void recomputeShortHistory(String service) {
        var sample = new DeliverySample(EventReaders.reader(), service);
        replica.project(List.of(
                sample.change("a", List.of(), START),
                sample.deployment("1", "production", "a", START.plusSeconds(60)),
                sample.deployment("2", "production", "c", START.plusSeconds(90))));
        replica.recomputeAll();
        replica.project(List.of(sample.change("b", List.of("a"), START), sample.change("c", List.of("b"), START)));
        replica.recomputeAll();
        replica.project(List.of(sample.deployment("3", "production", "d", START.plusSeconds(120))));
        replica.recomputeAll();
    }

    private void analyze() {
        TABLES.forEach(table -> sql.update("analyze " + table));
    }

    /** One commit after the other. */
    private void commit() {
        var events = IntStream.range(0, COMMITS)
                .mapToObj(i -> history.change(
                        "commit-" + i, i == 0 ? List.of() : List.of("commit-" + (i - 1)), START.plusSeconds(i)))
                .toList();
        for (int i = 0; i < COMMITS; i += 1_000) {
            replica.project(events.subList(i, i + 1_000));
        }
    }

    private void deploy(int from, int to) {
        var events = new ArrayList<GoldenEvent>();
        for (int i = from; i < to; i += STEP) {
            events.add(history.deployment("d" + i, "production", "commit-" + i, START.plusSeconds(i)));
        }
        replica.project(events);
    }

    private int count(String table) {
        return sql.query("select count(*) from %s where service = 'long'".formatted(table), row -> row.getInt(1))
                .get(0);
    }

    private void assertRead(Map<String, Long> before, int timesForEachCommit) {
        assertThat(rowsRead())
                .allSatisfy((table, rows) -> assertThat(rows - before.getOrDefault(table, 0L))
                        .as("rows of %s", table)
                        .isLessThan((long) timesForEachCommit * COMMITS));
    }

    /** The rows that were fetched from each table, along indexes and otherwise. */
    private Map<String, Long> rowsRead() {
        sql.query("select pg_stat_force_next_flush()", row -> row.getString(1));
        return sql.query("""
                        select relname, coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) from pg_stat_user_tables
                        where relname = any(?::text[])
                        """, row -> Map.entry(row.getString(1), row.getLong(2)), TABLES).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
