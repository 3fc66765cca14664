package dev.milepost.slo.objectives;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How a budget comes back if nothing else happens: bad events leave a window that moves, one after the other and good ones
 * with them, and a calendar's begins anew.
 *
 * @param series what has been counted by now
 */
public record BudgetRecovery(Slo slo, Objective objective, CountSeries series, EvaluationTime time) {

    /** Steps begin at milliseconds. */
    private static final Duration MIN_STEP = Duration.ofMillis(1);

    /**
     * When a budget that is spent now is so no longer.
     *
     * @return empty where it is not bad events that spent it, but silence
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
