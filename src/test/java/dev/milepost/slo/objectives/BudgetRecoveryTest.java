package dev.milepost.slo.objectives;

import static dev.milepost.testing.SloSamples.DAYS_28;
import static dev.milepost.testing.SloSamples.NOW;
import static dev.milepost.testing.SloSamples.any;
import static dev.milepost.testing.SloSamples.bad;
import static dev.milepost.testing.SloSamples.good;
import static dev.milepost.testing.SloSamples.objective;
import static dev.milepost.testing.SloSamples.slo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.slo.objectives.Evaluation.EvaluationTime;
import dev.milepost.testing.Seeds;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetRecoveryTest {

    private static final Objective NINETY = objective("90");

    @Test
    void recoversWhenEnoughBadEventsLeftWindow() {
        // 4 of 20 are bad, where 2 are allowed; without the first three it is 1 of 16
        var series = CountSeries.ofOutcomes(Stream.of(
                        Stream.of(bad(daysAgo(20)), bad(daysAgo(19)), good(daysAgo(18)), bad(daysAgo(12))),
                        Stream.generate(() -> good(daysAgo(5))).limit(15),
                        Stream.of(bad(daysAgo(1))))
                .flatMap(outcomes -> outcomes)
                .toList());

        assertThat(at(new TimeWindow.Rolling(DAYS_28), series))
                .isEqualTo(daysAgo(12).plus(DAYS_28));
    }

    /** Of three bad ones where one may be, each a second after the other, two have to leave. */
    @Test
    void separatesAdjacentBadEvents() {
        var series = CountSeries.ofOutcomes(Stream.concat(
                        IntStream.range(0, 3).mapToObj(second -> bad(daysAgo(20).plusSeconds(second))),
                        Stream.generate(() -> good(daysAgo(5))).limit(12))
                .toList());

        assertThat(at(new TimeWindow.Rolling(DAYS_28), series))
                .isEqualTo(daysAgo(20).plusSeconds(1).plus(DAYS_28));
    }

    @Test
    void recoversInNextCalendarPeriod() {
        var month = new TimeWindow.Calendar(
                LocalDateTime.parse("2026-01-01T00:00:00"),
                ZoneOffset.UTC,
                DurationShorthand.parse("1M").orElseThrow());

        assertThat(at(month, CountSeries.ofOutcomes(Stream.of(bad(daysAgo(2))).toList())))
                .isEqualTo(Instant.parse("2026-07-01T00:00:00Z"));
    }

    /** A law: just after that time the budget is spent no longer, and as each bad one left before it still was. */
    @Seeds(bounded = 20, all = 100)
    void agreesWithEvaluationOfWindow(long seed) {
        var outcomes = any(new Random(seed), 60).toList();
        var series = CountSeries.ofOutcomes(outcomes);
        var window = new TimeWindow.Rolling(DAYS_28);
        if (!isSpent(series, NOW)) {
            return;
        }

        var recovered = at(window, series);

        assertThat(isSpent(series, recovered.plusMillis(1))).isFalse();
        assertThat(outcomes.stream()
                        .filter(outcome -> outcome.kind() == Outcome.Kind.BAD)
                        .map(outcome -> outcome.at().plus(DAYS_28).plusMillis(1))
                        .filter(left -> left.isAfter(NOW) && !left.isAfter(recovered)))
                .allMatch(left -> isSpent(series, left));
    }

    /** Slices leave as a whole, when the next one that is whole has taken their place. */
    @ParameterizedTest
    @CsvSource({"10, 120", "7, 120", "60, 90", "60, 30", "1440, 40320"})
    void removesWholeSlices(int slice, int length) {
        var timeSlicing = new TimeSlicing(
                Duration.ofMinutes(slice), Optional.of(new BigDecimal("0.5")), TimeSlicing.EmptySlices.IGNORED);
        var objective = new Objective("", Target.ofPercent("90"), Optional.of(timeSlicing));
        var slo = slo(new TimeWindow.Rolling(Duration.ofMinutes(length)), objective);
        var at = NOW.minusSeconds(60L * length / 2);
        var time = new EvaluationTime(NOW.plusSeconds(120), Instant.EPOCH);
        var series = CountSeries.of(Map.of(at, Counts.of(0, 3)));

        var evaluation = Evaluation.of(slo, objective, series, time);
        var leaves = new BudgetRecovery(slo, objective, series, time)
                .at(ErrorBudget::isExhausted)
                .orElseThrow();

        assertThat(evaluation.oldestBadLeavesAt()).isEqualTo(leaves);
        assertThat(evaluate(slo, objective, series, leaves.minusSeconds(60)).measure())
                .isEqualTo(SliMeasurement.of(0, 1));
        assertThat(evaluate(slo, objective, series, leaves.plusSeconds(60)).measure())
                .isEqualTo(SliMeasurement.NONE);
    }

    private static Evaluation evaluate(Slo slo, Objective objective, CountSeries series, Instant at) {
        return Evaluation.of(slo, objective, series, new EvaluationTime(at, Instant.EPOCH));
    }

    private static boolean isSpent(CountSeries series, Instant at) {
        return ErrorBudget.of(
                        SliMeasurement.of(series.validCounts(new TimeRange(at.minus(DAYS_28), NOW))), NINETY.target())
                .isExhausted();
    }

    private static Instant at(TimeWindow window, CountSeries series) {
        var time = new EvaluationTime(NOW, Instant.EPOCH);
        return new BudgetRecovery(slo(window, NINETY), NINETY, series, time)
                .at(ErrorBudget::isExhausted)
                .orElseThrow();
    }

    private static Instant daysAgo(int days) {
        return NOW.minus(Duration.ofDays(days));
    }
}
