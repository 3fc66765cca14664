package dev.milepost.slo.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.events.log.BatchTooSlow;
import dev.milepost.events.log.TestEventLog;
import dev.milepost.platform.sql.Sql;
import dev.milepost.slo.counting.EvaluationMeter.TooManySteps;
import dev.milepost.slo.counting.SloCounts.Suspension;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.definitions.SloDefinitions;
import dev.milepost.slo.definitions.TestDefinitions;
import dev.milepost.slo.objectives.TimeRange;
import dev.milepost.testing.MovedClock;
import dev.milepost.testing.Postgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objectives whose filters take nearly all steps of an evaluation, on a real PostgreSQL. */
class ExpensiveFiltersTest {

    private static final Instant NOW = Instant.parse("2026-06-05T12:34:00Z");

    /** Without limits, 20 objectives with 5 filters each take more than ten minutes for 100 events. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final int EXPENSIVE = 20;

    private static Postgres postgres;
    private static Sql sql;
    private static TestEventLog log;
    private static SloDefinitions definitions;

    private MovedClock clock;
    private DefinitionLock lock;
    private IndicatorCountRepository indicatorCounts;
    private SuspensionRepository suspensions;
    private SloProjection projection;
    private EventLogReplay replay;
    private CountReconciler reconciler;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start();
        sql = new Sql(postgres.database());
        log = new TestEventLog(postgres.database(), NOW);
        log.open();
        definitions = TestDefinitions.of(postgres.database());
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    @BeforeEach
    void clear() {
        sql.update(
                "truncate slo_definition, slo_indicator, slo_counted_definition, slo_outcome, slo_count, event cascade");
        clock = new MovedClock();
        lock = new DefinitionLock(sql);
        indicatorCounts = new IndicatorCountRepository(sql);
        var outcomes = new OutcomeRepository(sql, new CountRepository(sql), new NoOpEvent<>());
        suspensions = new SuspensionRepository(new Sql(postgres.databaseBeside()), clock, new SimpleMeterRegistry());
        projection = new SloProjection(lock, indicatorCounts, outcomes, suspensions);
        replay = new EventLogReplay(indicatorCounts, outcomes, log.parts());
        reconciler = new CountReconciler(definitions, new CountedDefinitionRepository(sql), indicatorCounts, clock);
    }

    @Test
    void doesNotDelayTheEventsOfOthers() {
        IntStream.range(0, EXPENSIVE).forEach(i -> save("expensive-" + i, expensive(7 * i)));
        save("cheap", cheap());
        completeBackfills();

        assertTimeoutPreemptively(LIMIT, () -> project(events(100)));

        assertThat(counted("cheap")).isEqualTo(100);
        assertThat(suspended()).hasSizeBetween(EXPENSIVE / 2, EXPENSIVE).noneMatch(name -> name.equals("cheap"));
        assertThat(status("cheap").progress().suspension()).isNull();
        var suspension =
                Objects.requireNonNull(status(suspended().get(0)).progress().suspension());
        assertThat(pause(suspension)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void suspendsAgainForTwiceTheTime() {
        save("expensive", expensive(1));
        completeBackfills();

        suspend("expensive");
        clock.pass(Duration.ofMinutes(10));
        resume();
        completeBackfills();
        suspend("expensive");

        var suspension = Objects.requireNonNull(status("expensive").progress().suspension());
        assertThat(pause(suspension)).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void countsSuspendedEventsFromTheLog() {
        save("expensive", expensive(1));
        completeBackfills();
        suspend("expensive");

        project(events(4));

        assertThat(counted("expensive")).isZero();
        clock.pass(Duration.ofMinutes(9));
        assertThat(suspensions.isAnyDue()).isFalse();
        clock.pass(Duration.ofMinutes(1));
        resume();
        assertThat(status("expensive").progress().complete()).isFalse();
        completeBackfills();
        assertThat(counted("expensive")).isEqualTo(4);
        assertThat(status("expensive").progress().suspension()).isNull();
    }

    @Test
    void continuesTheBackfillWhileSuspended() {
        log(events(10));
        save("expensive", expensive(1));
        save("cheap", cheap());
        suspend("expensive");

        completeBackfills();

        assertThat(counted("cheap")).isEqualTo(10);
        assertThat(counted("expensive")).isZero();
        assertTimeoutPreemptively(LIMIT, this::completeSuspendedBackfill);
        assertThat(counted("expensive")).isEqualTo(10);
        assertThat(status("expensive").progress().complete()).isTrue();
        assertThat(status("expensive").progress().suspension()).isNotNull();
    }

    /** As the pipeline does: fewer events at a time, if they take too long together. */
    private void project(List<GoldenEvent> events) {
        int size = events.size();
        for (int done = 0; done < events.size(); ) {
            var batch = events.subList(done, Math.min(events.size(), done + size));
            try {
                postgres.transaction(() -> {
                    log.add(batch);
                    projection.apply(batch);
                });
                done += batch.size();
            } catch (BatchTooSlow e) {
                size = Math.max(1, batch.size() / 2);
            }
        }
    }

    private static void log(List<GoldenEvent> events) {
        postgres.transaction(() -> log.add(events));
    }

    private void save(String name, String indicator) {
        postgres.transaction(() -> {
            lock.lockExclusive();
            definitions.save(SloDefinition.parse(document(name, indicator), 1), "user:default/jane", NOW);
            reconciler.reconcile();
        });
    }

    private void suspend(String name) {
        int id = sql.query("select indicator from slo_counted_definition where slo = ?", row -> row.getInt(1), name)
                .get(0);
        suspensions.suspend(Map.of(id, EvaluationMeter.STEPS_OF_BATCH));
    }

    private void resume() {
        postgres.transaction(() -> {
            lock.lockExclusive();
            suspensions.resumeDue();
        });
    }

    private void completeBackfills() {
        var isPending = new boolean[] {true};
        while (isPending[0]) {
            postgres.transaction(() -> isPending[0] = replay.replayBatch(100));
        }
    }

    private void completeSuspendedBackfill() {
        var isPending = new boolean[] {true};
        int size = 100;
        while (isPending[0]) {
            try {
                int next = size;
                postgres.transaction(() -> isPending[0] = replay.replaySuspendedBatch(next));
            } catch (TooManySteps e) {
                size = Math.max(1, size / 2);
            }
        }
    }

    private SloCounts status(String name) {
        var reader = new SloCountReader(
                definitions,
                new CountedDefinitionRepository(sql),
                new IndicatorCountRepository(sql),
                new CountSeriesCache(new CountRepository(sql)));
        var counts = new SloCounts[1];
        postgres.snapshot(() -> counts[0] = reader.find(name, slo -> Instant.EPOCH));
        return counts[0];
    }

    private long counted(String name) {
        return status(name)
                .series()
                .counts(new TimeRange(Instant.EPOCH, NOW.plus(Duration.ofDays(1))))
                .total();
    }

    private static Duration pause(Suspension suspension) {
        return Duration.between(suspension.since(), suspension.resumeAt());
    }

    private static List<String> suspended() {
        return sql.query("""
                select slo from slo_counted_definition join slo_suspension using (indicator) where active order by slo
                """, row -> row.getString(1));
    }

    private static List<GoldenEvent> events(int count) {
        return IntStream.range(0, count).mapToObj(ExpensiveFiltersTest::event).toList();
    }

    private static GoldenEvent event(int number) {
        var data = """
                {"service_id": "%s", "deployment_id": "d%d", "environment": "production", "status": "success"}""".formatted("a".repeat(100), number);
        return SampleEvents.event("e" + number, "deploy.completed", NOW.minusSeconds(number), data);
    }

    private static String cheap() {
        return ratio("true", "false", "data.status == 'success'");
    }

    private static String expensive(int seed) {
        return ratio(filter(seed), "!(" + filter(seed + 1) + ")", filter(seed + 5));
    }

    /** Takes nearly 2 million steps for these events. */
    private static String filter(int seed) {
        return """
                data.service_id != 'q%d' && [1,2,3,4,5,6,7,8,9,10].all(a, [1,2,3,4,5,6,7,8,9].all(b, [1,2,3,4,5].all(c, \
                data.service_id.matches('(x*)*(y*)*(z*)*(.*)*$') || a + b + c > %d)))""".formatted(seed, seed % 3);
    }

    private static String ratio(String filter, String exclusion, String good) {
        return """
                {"ratioMetric": {
                  "total": {"metricSource": {"type": "milepost", "spec": {
                    "events": ["deploy.completed"], "by": ["source", "data.deployment_id"],
                    "filter": %1$s,
                    "exclude": [{"reason": "a", "when": %2$s}, {"reason": "b", "when": %2$s}, {"reason": "c", "when": %2$s}]}}},
                  "good": {"metricSource": {"type": "milepost", "spec": {"filter": %3$s}}}}}""".formatted(TextNode.valueOf(filter), TextNode.valueOf(exclusion), TextNode.valueOf(good));
    }

    private static String document(String name, String indicator) {
        return """
                [{"apiVersion": "openslo/v1", "kind": "SLO", "metadata": {"name": "%s"}, "spec": {
                  "service": "sample", "description": "A sample.",
                  "indicator": {"metadata": {"name": "sample"}, "spec": %s},
                  "timeWindow": [{"duration": "28d", "isRolling": true}],
                  "budgetingMethod": "Occurrences", "objectives": [{"target": 0.9}]}}]""".formatted(name, indicator);
    }
}
