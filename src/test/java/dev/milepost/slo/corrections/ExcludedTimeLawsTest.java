package dev.milepost.slo.corrections;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.slo.corrections.Correction.AuditStamp;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.definitions.TestDefinitions;
import dev.milepost.slo.objectives.CountSeries;
import dev.milepost.slo.objectives.Counts;
import dev.milepost.slo.objectives.Evaluation;
import dev.milepost.slo.objectives.Evaluation.EvaluationTime;
import dev.milepost.slo.objectives.Outcome;
import dev.milepost.slo.objectives.TimeRange;
import dev.milepost.testing.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Laws of corrections, over objectives that count events and objectives that count minutes whose silence is bad. */
class ExcludedTimeLawsTest {

    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final EvaluationTime MOMENT = new EvaluationTime(NOW, NOW.minus(Duration.ofDays(3)));
    private static final SloDefinition SLO = TestDefinitions.slo("""
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: s, annotations: {milepost.dev/silence: bad}}
            spec:
              service: scaffolder
              timeWindow: [{duration: 2d, isRolling: true}]
              budgetingMethod: Timeslices
              objectives:
                - {target: 0.9, timeSliceTarget: 0.99, timeSliceWindow: 7m}
              indicator:
                metadata: {name: i}
                spec:
                  ratioMetric:
                    total: {metricSource: {type: milepost, spec: {events: [scaffold.completed]}}}
                    good: {metricSource: {type: milepost, spec: {filter: data.status == "success"}}}
            """);
    private static final SloDefinition EVENTS = TestDefinitions.slo("""
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: e}
            spec:
              service: scaffolder
              timeWindow: [{duration: 2d, isRolling: true}]
              budgetingMethod: Occurrences
              objectives: [{target: 0.9}]
              indicator:
                metadata: {name: i}
                spec:
                  ratioMetric:
                    total: {metricSource: {type: milepost, spec: {events: [scaffold.completed]}}}
                    good: {metricSource: {type: milepost, spec: {filter: data.status == "success"}}}
            """);

    @Seeds(bounded = 20, all = 60)
    void conservesTotal(long seed) {
        var random = new Random(seed);
        var series = series(random);
        var excluded = time(corrections(random));

        var before = evaluate(EVENTS, series);
        var after = evaluate(EVENTS, excluded.of(series));

        assertThat(after.counts().total()).isEqualTo(before.counts().total());
        assertThat(after.counts().valid() + excluded(after.counts(), "corrected"))
                .isEqualTo(before.counts().valid());
        assertThat(excluded(after.counts(), "cancelled")).isEqualTo(excluded(before.counts(), "cancelled"));
        assertThat(excluded(after.counts(), "corrected")).isEqualTo(within(series, excluded));
    }

    @Seeds(bounded = 20, all = 60)
    void ignoresOrderOfCorrections(long seed) {
        var random = new Random(seed);
        var series = series(random);
        var corrections = corrections(random);
        var shuffled = new ArrayList<>(corrections);
        Collections.shuffle(shuffled, random);

        assertSame(series, time(corrections), time(shuffled));
    }

    @Seeds(bounded = 20, all = 60)
    void ignoresSplitCorrections(long seed) {
        var random = new Random(seed);
        var series = series(random);
        var corrections = corrections(random);
        var cut = corrections.stream()
                .flatMap(correction -> cut(correction, random))
                .collect(toCollection(ArrayList::new));

        assertSame(series, time(corrections), time(cut));
    }

    @Seeds(bounded = 20, all = 60)
    void ignoresDuplicateCorrections(long seed) {
        var random = new Random(seed);
        var series = series(random);
        var corrections = corrections(random);
        var twice = new ArrayList<>(corrections);
        twice.add(corrections.get(random.nextInt(corrections.size())));

        assertSame(series, time(corrections), time(twice));
    }

    /** A slice that is corrected in any part of it, and says nothing in the rest, is not bad. */
    @Seeds(bounded = 20, all = 60)
    void makesNoEmptySliceBad(long seed) {
        var random = new Random(seed);
        var series = series(random);
        var excluded = time(corrections(random));

        assertThat(evaluate(SLO, excluded.of(series)).measure().valid())
                .isLessThanOrEqualTo(evaluate(SLO, series).measure().valid());
        var all = time(List.of(correction(new TimeRange(NOW.minus(Duration.ofDays(5)), NOW))));
        assertThat(evaluate(SLO, all.of(series)).measure().isEmpty()).isTrue();
    }

    /** An open correction is one that ends after all events and slices. */
    @Seeds(bounded = 20, all = 60)
    void openCorrectionExcludesAllFromItsStart(long seed) {
        var random = new Random(seed);
        var series = series(random);
        var from = NOW.minus(Duration.ofMinutes(1 + random.nextInt(3 * 1440)));
        var open = time(List.of(correction(new TimeRange(from, Schedule.OPEN_END))));
        var bounded = time(List.of(correction(new TimeRange(from, NOW.plus(Duration.ofDays(1))))));

        for (var slo : List.of(SLO, EVENTS)) {
            assertThat(evaluate(slo, open.of(series)).counts())
                    .isEqualTo(evaluate(slo, bounded.of(series)).counts());
            assertThat(evaluate(slo, open.of(series)).measure())
                    .isEqualTo(evaluate(slo, bounded.of(series)).measure());
        }
        var window = evaluate(EVENTS, series).window();
        assertThat(open.effects(series, window).get(0).excluded())
                .isEqualTo(bounded.effects(series, window).get(0).excluded());
        assertThat(open.correctionsAt(NOW.plus(Duration.ofDays(9)))).hasSize(1);
    }

    @Seeds(bounded = 20, all = 60)
    void reportsExclusionPerCorrection(long seed) {
        var random = new Random(seed);
        var series = series(random);
        var one = corrections(random).subList(0, 1);
        var window = evaluate(EVENTS, series).window();

        var taken = time(one).effects(series, window).stream()
                .mapToLong(effect -> effect.excluded().valid())
                .sum();

        assertThat(taken)
                .isEqualTo(excluded(evaluate(EVENTS, time(one).of(series)).counts(), "corrected"));
    }

    private static void assertSame(CountSeries series, ExcludedTime one, ExcludedTime other) {
        assertThat(other.ranges()).isEqualTo(one.ranges());
        for (var slo : List.of(SLO, EVENTS)) {
            assertThat(evaluate(slo, other.of(series))).isEqualTo(evaluate(slo, one.of(series)));
        }
    }

    private static long excluded(Counts counts, String reason) {
        return counts.excluded().getOrDefault(reason, 0L);
    }

    private static long within(CountSeries series, ExcludedTime excluded) {
        var window = evaluate(EVENTS, series).window();
        return LongStream.range(0, window.length().toMinutes())
                .mapToObj(minute -> window.from().plus(Duration.ofMinutes(minute)))
                .filter(at -> excluded.ranges().stream().anyMatch(range -> range.contains(at)))
                .mapToLong(at -> series.validCounts(new TimeRange(at, at.plus(Duration.ofMinutes(1))))
                        .valid())
                .sum();
    }

    private static Evaluation evaluate(SloDefinition slo, CountSeries series) {
        return Evaluation.of(slo.slo(), slo.slo().objectives().get(0), series, MOMENT);
    }

    private static ExcludedTime time(List<Correction> corrections) {
        return new ActiveCorrections(corrections, Schedule::ranges)
                .of(EVENTS, new TimeRange(NOW.minus(Duration.ofDays(9)), NOW.plus(Duration.ofDays(9))));
    }

    private static List<Correction> corrections(Random random) {
        return Stream.generate(() -> {
                    var from = NOW.minus(Duration.ofMinutes(random.nextInt(4 * 1440)));
                    return correction(
                            new TimeRange(from, from.plus(Duration.ofMinutes(1 + random.nextInt(600)))), random);
                })
                .limit(1 + random.nextInt(4))
                .toList();
    }

    private static Correction correction(TimeRange range, Random random) {
        var daily = new Recurrence("FREQ=DAILY;COUNT=3", ZoneId.of("America/New_York"));
        return correction(new Schedule(range, random.nextBoolean() ? daily : null));
    }

    private static Correction correction(TimeRange range) {
        return correction(new Schedule(range, null));
    }

    private static Correction correction(Schedule schedule) {
        var scope = new CorrectionScope(CorrectionScope.Kind.SERVICE, "scaffolder");
        return new Correction(
                UUID.randomUUID(),
                scope,
                CorrectionCategory.SCHEDULED_MAINTENANCE,
                "maintenance",
                schedule,
                new AuditStamp("user:default/jane", NOW),
                null);
    }

    private static Stream<Correction> cut(Correction correction, Random random) {
        var first = correction.schedule().first();
        if (first.length().toMinutes() < 2) {
            return Stream.of(correction);
        }
        var at = first.from()
                .plus(Duration.ofMinutes(1 + random.nextInt((int) first.length().toMinutes() - 1)));
        var recurrence = correction.schedule().recurrence();
        return Stream.of(
                correction(new Schedule(new TimeRange(first.from(), at), recurrence)),
                correction(new Schedule(new TimeRange(at, first.to()), recurrence)));
    }

    private static CountSeries series(Random random) {
        return CountSeries.ofOutcomes(Stream.generate(() -> {
                    var at = NOW.minus(Duration.ofMinutes(1 + random.nextInt(4 * 1440)));
                    return switch (random.nextInt(5)) {
                        case 0 -> new Outcome(Outcome.Kind.BAD, at, "");
                        case 1 -> new Outcome(Outcome.Kind.EXCLUDED, at, "cancelled");
                        default -> new Outcome(Outcome.Kind.GOOD, at, "");
                    };
                })
                .limit(random.nextInt(400))
                .toList());
    }
}
