package dev.milepost.slo.counting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.events.log.TestEventLog;
import dev.milepost.platform.sql.Sql;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.definitions.SloDefinitions;
import dev.milepost.slo.definitions.TestDefinitions;
import dev.milepost.slo.objectives.Counts;
import dev.milepost.slo.objectives.TimeRange;
import dev.milepost.testing.MovedClock;
import dev.milepost.testing.Postgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The counts of composite SLOs and of their parts, on a real PostgreSQL. */
class CompositeReadingTest {

    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(20));

    private static Postgres postgres;
    private static Sql sql;
    private static SloDefinitions definitions;
    private static IndicatorCountRepository indicatorCounts;
    private static EventLogReplay replay;
    private static CountReconciler reconciler;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start();
        sql = new Sql(postgres.database());
        var log = new TestEventLog(postgres.database(), NOW);
        log.open();
        log.add(SampleEvents.any(new Random(1), NOW, 100));
        definitions = TestDefinitions.of(postgres.database());
        indicatorCounts = new IndicatorCountRepository(sql);
        replay = new EventLogReplay(
                indicatorCounts, new OutcomeRepository(sql, new CountRepository(sql), new NoOpEvent<>()), log.parts());
        reconciler = new CountReconciler(
                definitions, new CountedDefinitionRepository(sql), indicatorCounts, new MovedClock());
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    @BeforeEach
    void clear() {
        sql.update("truncate slo_definition, slo_indicator, slo_counted_definition, slo_outcome, slo_count cascade");
    }

    /** The window of the part is a day, and that of the composite SLO four weeks. */
    @Test
    void readsPartsAsFarBackAsTheCompositeNeeds() {
        save("part", part("part", "1d"));
        save("journey", composite("journey", "28d"));
        sql.update("""
                insert into slo_count (indicator, outcome, minute, count)
                select indicator, 'bad', ?, 3 from slo_counted_definition where slo = 'part'
                """, LONG_AGO.getEpochSecond() / 60);

        var all = find("journey");
        var alone = find("part");

        assertThat(all).extracting(counts -> counts.slo().name()).containsExactly("journey", "part");
        assertThat(counted(all.get(1))).isEqualTo(Counts.of(0, 3));
        assertThat(alone).hasSize(1);
    }

    @Test
    void readsPartsOfChosenSlosOnly() {
        save("part", part("part", "1d"));
        save("other", part("other", "1d"));
        save("journey", composite("journey", "28d"));
        var names = new ArrayList<List<String>>();

        for (var chosen : List.of("journey", "other")) {
            postgres.snapshot(() -> names.add(reader()
                    .find(
                            all -> all.stream()
                                    .filter(slo -> slo.name().equals(chosen))
                                    .toList(),
                            slo -> slo.lookbackStart(NOW))
                    .stream()
                    .map(counts -> counts.slo().name())
                    .toList()));
        }

        assertThat(names).containsExactly(List.of("journey", "part"), List.of("other"));
    }

    /** It counts no events, so it does not read the log. */
    @Test
    void isCountedAtOnce() {
        save("part", part("part", "1d"));
        assertThat(countAll()).isGreaterThan(2);

        save("journey", composite("journey", "28d"));

        assertThat(countAll()).isEqualTo(1);
        assertThat(find("journey").get(0).progress().complete()).isTrue();
    }

    /** Returns the number of batches until nothing is pending. */
    private static int countAll() {
        int batches = 0;
        var isPending = new boolean[] {true};
        while (true) {
            postgres.transaction(() -> isPending[0] = replay.replayBatch(10));
            if (!isPending[0]) {
                return batches;
            }
            batches++;
        }
    }

    private static void save(String name, String yaml) {
        postgres.transaction(() -> {
            definitions.save(TestDefinitions.slo(yaml), "user:default/jane", NOW);
            reconciler.reconcile();
        });
        assertThat(definitions.find(name)).map(SloDefinition::name).contains(name);
    }

    private static SloCountReader reader() {
        return new SloCountReader(
                definitions,
                new CountedDefinitionRepository(sql),
                new IndicatorCountRepository(sql),
                new CountSeriesCache(new CountRepository(sql)));
    }

    private static List<SloCounts> find(String name) {
        var found = new ArrayList<SloCounts>();
        postgres.snapshot(() -> found.addAll(reader().findWithParts(name, slo -> slo.lookbackStart(NOW))));
        return found;
    }

    private static Counts counted(SloCounts counts) {
        return counts.series().validCounts(new TimeRange(LONG_AGO, LONG_AGO.plus(Duration.ofMinutes(1))));
    }

    private static String composite(String name, String window) {
        return slo(name, window, "Timeslices", "{target: 0.9, timeSliceTarget: 1, timeSliceWindow: 5m}", """
                rawType: success
                        raw: {metricSource: {type: milepost, spec: {parts: [{slo: part}]}}}""");
    }

    private static String part(String name, String window) {
        return slo(name, window, "Occurrences", "{target: 0.9}", """
                total: {metricSource: {type: milepost, spec: {events: [scaffold.completed]}}}
                        good: {metricSource: {type: milepost, spec: {filter: data.name == "%s"}}}""".formatted(name));
    }

    private static String slo(String name, String window, String method, String objective, String metric) {
        return """
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: %s}
                spec:
                  service: checkout
                  budgetingMethod: %s
                  timeWindow: [{duration: %s, isRolling: true}]
                  objectives: [%s]
                  indicator:
                    metadata: {name: i}
                    spec:
                      ratioMetric:
                        %s
                """.formatted(name, method, window, objective, metric);
    }
}
