package dev.milepost.slo.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.events.log.TestEventLog;
import dev.milepost.platform.sql.Sql;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.testing.Postgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Counts the log for one indicator count beside other transactions, on a real PostgreSQL. */
class EventLogReplayTest {

    private static final Instant NOW = Instant.parse("2026-06-05T12:34:00Z");
    private static final Duration LONG = Duration.ofSeconds(30);

    private static Postgres postgres;
    private static Sql sql;
    private static EventLogReplay replay;
    private static IndicatorCountRepository indicatorCounts;
    private static SloDefinition slo;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start();
        sql = new Sql(postgres.database());
        var random = new Random(1);
        slo = SampleSlos.any(random).any(random, 1);
        var log = new TestEventLog(postgres.database(), NOW);
        log.open();
        List<GoldenEvent> events = SampleEvents.any(random, NOW, 100);
        log.add(events);
        indicatorCounts = new IndicatorCountRepository(sql);
        var outcomes = new OutcomeRepository(sql, new CountRepository(sql), new NoOpEvent<>());
        replay = new EventLogReplay(indicatorCounts, outcomes, log.parts());
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    @BeforeEach
    void clear() {
        sql.update("truncate slo_counted_definition, slo_indicator, slo_outcome, slo_count cascade");
        indicatorCounts.add("first", slo, NOW);
        indicatorCounts.add("second", slo, NOW);
    }

    @Test
    void countsOnlyTheRequestedIndicator() {
        int batches = 0;
        while (replay("second", LONG)) {
            batches++;
        }

        assertThat(batches).isBetween(3, 5);
        assertThat(completed()).containsExactly("second");
        assertThat(replay("second", LONG)).isFalse();
        assertThat(replay("third", LONG)).isFalse();
    }

    @Test
    void doesNotWaitLongerThanAllowed() throws SQLException {
        try (var other = locking()) {
            var failure = catchThrowableOfType(Sql.Failure.class, () -> replay("second", Duration.ofMillis(50)));

            assertThat(failure.state()).isEqualTo("55P03");
            other.rollback();
        }
        assertThat(replay("second", Duration.ofMillis(50))).isTrue();
    }

    @Test
    void continuesAfterAnotherTransaction() throws SQLException {
        try (var other = locking()) {
            var later = CompletableFuture.runAsync(
                    () -> complete(other), CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS));

            assertThat(replay("second", LONG)).isFalse();
            later.join();
        }
        assertThat(completed()).containsExactly("second");
    }

    private static boolean replay(String digest, Duration wait) {
        var isPending = new AtomicBoolean();
        postgres.transaction(() -> isPending.set(replay.replayBatch(digest, wait, 30)));
        return isPending.get();
    }

    private static List<String> completed() {
        return sql.query("select digest from slo_indicator where complete", row -> row.getString(1));
    }

    /** Another transaction that counts a batch. */
    private static Connection locking() throws SQLException {
        var other = postgres.connect();
        other.setAutoCommit(false);
        try (var statement = other.createStatement()) {
            statement.execute("select 1 from slo_indicator where digest = 'second' for no key update");
        }
        return other;
    }

    private static void complete(Connection other) {
        try (var statement = other.createStatement()) {
            statement.execute("update slo_indicator set complete = true where digest = 'second'");
            other.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
