package dev.milepost.slo.objectives;

import dev.milepost.slo.objectives.Evaluation.EvaluationTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Computes when a spent budget recovers if nothing else happens. In a rolling window the bad events leave one after the
 * other, and good events leave with them. In a calendar window the budget starts again with the next period.
 *
 * @param series the counts so far
 */
public record BudgetRecovery(Slo slo, Objective objective, CountSeries series, EvaluationTime time) {

    /** Steps start at whole milliseconds. */
    private static final Duration MIN_STEP = Duration.ofMillis(1);

    /**
     * Returns the time from which the budget is no longer spent.
     *
     * @return empty if empty time slices, and not bad events, spent the budget
     */
    public Optional<Instant> at(Predicate<ErrorBudget> isSpent) {
        var calculator = new BurnRateCalculator(slo, objective, series, time);
        if (slo.window() instanceof TimeWindow.Calendar) {
            return Optional.of(calculator.window().to());
        }
        var rest = calculator.elapsed();
        while (true) {
            var bad = series.firstBadIn(rest);
            if (bad == null) {
                return Optional.empty();
            }
            rest = new TimeRange(bad.plus(MIN_STEP), rest.to());
            if (!isSpent.test(ErrorBudget.of(calculator.measure(rest), objective.target()))) {
                return Optional.of(calculator.leavesAt(bad));
            }
        }
    }
}
