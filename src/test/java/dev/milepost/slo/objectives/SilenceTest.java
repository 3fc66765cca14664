package dev.milepost.slo.objectives;

import static dev.milepost.testing.SloSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.slo.objectives.Evaluation.EvaluationTime;
import dev.milepost.slo.objectives.TimeSlicing.EmptySlices;
import dev.milepost.testing.SloSamples;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Time slices without events, and the budget of periods that have just begun. */
class SilenceTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final TimeWindow DAY = new TimeWindow.Rolling(Duration.ofDays(1));
    private static final TimeWindow MONTH = new TimeWindow.Calendar(
            LocalDateTime.parse("2026-06-01T00:00"), ZoneId.of("UTC"), new DurationShorthand(1, 'M'));

    /** An empty installation: nothing has come, so nothing is missing. */
    @Test
    void isNothingBeforeTheFirstEvent() {
        var evaluation = evaluate(DAY, EmptySlices.BAD, Map.of(), NOW, Instant.parse("9999-12-31T00:00:00Z"));

        assertThat(evaluation.state()).isEqualTo(ObjectiveState.NO_DATA);
        assertThat(evaluation.emptySlices()).isZero();
        assertThat(evaluation.rules())
                .allSatisfy(rule -> assertThat(rule.state()).isEqualTo(BurnRateRule.RuleState.NO_DATA));
    }

    @Test
    void beginsWithTheFirstEvent() {
        var first = NOW.minus(Duration.ofMinutes(10));

        var evaluation = evaluate(DAY, EmptySlices.BAD, Map.of(first, Counts.of(1, 0)), NOW, first);

        assertThat(evaluation.measure()).isEqualTo(SliMeasurement.of(1, 9));
        assertThat(evaluation.emptySlices()).isEqualTo(9);
        assertThat(evaluation.explanation()).endsWith(" 9 of the bad time slices had no events.");
    }

    /** A slice that has not ended has no verdict: its event may come in the next second. */
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "30, 1", "59, 1", "60, 2"})
    void omitsTheCurrentSlice(int seconds, long slices) {
        var first = NOW.minus(MINUTE);

        var evaluation =
                evaluate(DAY, EmptySlices.BAD, Map.of(first, Counts.of(1, 0)), NOW.plusSeconds(seconds), first);

        assertThat(evaluation.measure()).isEqualTo(SliMeasurement.of(1, slices - 1));
    }

    @Test
    void listsRuns() {
        var counts = new TreeMap<Instant, Counts>();
        for (int minute : new int[] {20, 19, 15, 5}) {
            counts.put(NOW.minus(MINUTE.multipliedBy(minute)), Counts.of(1, 0));
        }
        var corrected = new TimeRange(NOW.minus(Duration.ofMinutes(12)), NOW.minus(Duration.ofMinutes(10)));
        var series = CountSeries.of(counts).excluding(List.of(corrected), "corrected");
        var objective = objective(EmptySlices.BAD);
        var time = new EvaluationTime(NOW, NOW.minus(Duration.ofMinutes(20)));

        var runs = Evaluation.emptyRuns(SloSamples.slo(DAY, objective), objective, series, time);

        assertThat(runs).containsExactly(run(18, 15), run(14, 12), run(10, 5), run(4, 0));
        assertThat(runs.stream().mapToLong(run -> run.length().toMinutes()).sum())
                .isEqualTo(Evaluation.of(SloSamples.slo(DAY, objective), objective, series, time)
                        .emptySlices());
    }

    /** 99 % of the 43,200 minutes of June, from its first minute on. */
    @Test
    void knowsTheBudgetOfAWholePeriod() {
        var begin = Instant.parse("2026-06-01T00:00:00Z");
        var counts = Map.of(begin, Counts.of(1, 0), begin.plusSeconds(60), Counts.of(0, 1));
        var at = begin.plusSeconds(120);

        var known = evaluate(MONTH, EmptySlices.BAD, counts, at, Instant.EPOCH);
        var unknown = evaluate(MONTH, EmptySlices.IGNORED, counts, at, Instant.EPOCH);

        assertThat(known.budgetOfPeriod()).isTrue();
        assertThat(known.budget().allowed()).isEqualByComparingTo("432");
        assertThat(known.budget().bad()).isEqualByComparingTo("1");
        assertThat(known.measure()).isEqualTo(SliMeasurement.of(1, 1));
        assertThat(known.explanation()).contains("1 is bad where 432 are allowed in the whole period");
        assertThat(unknown.budgetOfPeriod()).isFalse();
        assertThat(unknown.budget().allowed()).isEqualByComparingTo("0.02");
    }

    /** At its end a period is whole, and a second later the next one begins. */
    @Test
    void hasTheFinalResultAtTheEndOfAPeriod() {
        var end = Instant.parse("2026-07-01T00:00:00Z");
        var last = end.minusSeconds(30).truncatedTo(ChronoUnit.MINUTES);
        var counts = Map.of(Instant.parse("2026-06-10T00:00:00Z"), Counts.of(5, 1), last, Counts.of(3, 1));
        var objective = SloSamples.objective("99");
        var slo = SloSamples.slo(MONTH, objective);

        var atEnd = Evaluation.of(slo, objective, CountSeries.of(counts), new EvaluationTime(end, Instant.EPOCH));
        var inLastMinute = Evaluation.of(
                slo, objective, CountSeries.of(counts), new EvaluationTime(end.minusSeconds(10), Instant.EPOCH));
        var after = Evaluation.of(
                slo, objective, CountSeries.of(counts), new EvaluationTime(end.plusSeconds(1), Instant.EPOCH));

        assertThat(List.of(atEnd, inLastMinute)).allSatisfy(evaluation -> {
            assertThat(evaluation.window()).isEqualTo(new TimeRange(Instant.parse("2026-06-01T00:00:00Z"), end));
            assertThat(evaluation.measure()).isEqualTo(SliMeasurement.of(8, 2));
        });
        assertThat(after.state()).isEqualTo(ObjectiveState.NO_DATA);
        assertThat(after.window().from()).isEqualTo(end);
    }

    private static TimeRange run(int from, int to) {
        return new TimeRange(NOW.minus(MINUTE.multipliedBy(from)), NOW.minus(MINUTE.multipliedBy(to)));
    }

    private static Objective objective(EmptySlices silence) {
        return new Objective(
                "", Target.ofPercent("99"), Optional.of(new TimeSlicing(MINUTE, Optional.of(BigDecimal.ONE), silence)));
    }

    private static Evaluation evaluate(
            TimeWindow window, EmptySlices silence, Map<Instant, Counts> counts, Instant at, Instant since) {
        var objective = objective(silence);
        return Evaluation.of(
                SloSamples.slo(window, objective), objective, CountSeries.of(counts), new EvaluationTime(at, since));
    }
}
