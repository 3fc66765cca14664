package dev.milepost.slo.counting;

import static dev.milepost.testing.Problems.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.events.log.TestEventLog;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.sql.Sql;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.definitions.TestDefinitions;
import dev.milepost.slo.objectives.Indicator;
import dev.milepost.slo.objectives.TimeRange;
import dev.milepost.testing.Postgres;
import dev.milepost.testing.Soak;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The heap use of counting events whose trees take many times the heap of their text. */
class EventLogCounterTest {

    private static final Instant NOON = Instant.parse("2026-06-02T12:00:00Z");
    private static final TimeRange COUNTED = new TimeRange(NOON.minusSeconds(60), NOON.plusSeconds(60));
    private static final int EVENTS = 8;
    private static final int LISTS = 150_000;
    private static final long MIB = 1 << 20;

    private static Postgres postgres;
    private static TestEventLog log;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start();
        log = new TestEventLog(postgres.database(), NOON);
        log.open();
        log.add(IntStream.range(0, EVENTS).mapToObj(EventLogCounterTest::event).toList());
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    @Test
    @Tag(Soak.ALONE)
    void keepsNoTreeBetweenEvents() {
        var counter = new EventLogCounter(log.parts(), Clock.systemUTC(), 64 * MIB);
        var most = new AtomicLong();
        long before = used();

        var series = counter.count(
                indicator("data.rating == 5.0"), COUNTED.from(), () -> most.accumulateAndGet(used(), Math::max));

        assertThat(series.validCounts(COUNTED).good()).isEqualTo(EVENTS);
        assertThat(most.get() - before).isLessThan(16 * MIB);
    }

    @Test
    void refusesToKeepTooMuch() {
        var counter = new EventLogCounter(log.parts(), Clock.systemUTC(), 16 * MIB);

        var problem = problemOf(() -> counter.count(indicator("data.lists.size() > 1"), COUNTED.from(), () -> {}));

        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.type()).isEqualTo(ProblemType.COUNT_TOO_LARGE);
    }

    /** A backfill counts all events, in as many batches as it needs. */
    @Test
    void replaysInBatchesThatFitIntoMemory() {
        var sql = new Sql(postgres.database());
        var counts = new CountRepository(new Sql(postgres.database()));
        var indicatorCounts = new IndicatorCountRepository(new Sql(postgres.database()));
        var outcomes = new OutcomeRepository(new Sql(postgres.database()), counts, new NoOpEvent<>());
        var replay = new EventLogReplay(indicatorCounts, outcomes, log.parts());
        sql.update("truncate slo_counted_definition, slo_indicator, slo_outcome, slo_count cascade");
        indicatorCounts.add("sizes", definition("data.lists.size() > 1"), NOON);

        int batches = 0;
        while (replay.replayBatch(1_000)) {
            batches++;
        }

        assertThat(batches).isBetween(EVENTS / 2, EVENTS + 1);
        assertThat(sql.query("select count from slo_count where outcome = 'good'", row -> row.getInt(1)))
                .containsExactly(EVENTS);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static SloDefinition definition(String good) {
        var yaml = """
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: sizes}
                spec:
                  service: sample
                  timeWindow: [{duration: 28d, isRolling: true}]
                  budgetingMethod: Occurrences
                  objectives: [{target: 0.9}]
                  indicator:
                    metadata: {name: sizes}
                    spec:
                      ratioMetric:
                        total:
                          metricSource:
                            type: milepost
                            spec: {events: [feedback.submitted], by: [data.task_id]}
                        good:
                          metricSource: {type: milepost, spec: {filter: '%s'}}
                """.formatted(good);
        return TestDefinitions.slo(yaml, 1);
    }

    private static Indicator indicator(String good) {
        return definition(good).slo().indicator();
    }

    private static GoldenEvent event(int number) {
        var data = JsonNodeFactory.instance.objectNode().put("rating", 5).put("task_id", "t" + number);
        ArrayNode lists = data.putArray("lists");
        for (int i = 0; i < LISTS; i++) {
            lists.addArray();
        }
        return new GoldenEvent(
                UUID.randomUUID(),
                "/test",
                "e" + number,
                "feedback.submitted",
                true,
                NOON.plusSeconds(number),
                NOON,
                "payments",
                Map.of(),
                data);
    }
}
