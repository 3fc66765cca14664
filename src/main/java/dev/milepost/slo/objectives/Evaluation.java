package dev.milepost.slo.objectives;

import dev.milepost.slo.objectives.BurnRateRule.RuleEvaluation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The evaluation of an objective at a point in time.
 *
 * @param window the whole window; it can end after now
 * @param counts the valid and excluded events of the window
 * @param measure what is compared with the target: the events, or time slices
 * @param sli null without valid events
 * @param interval null without valid events
 * @param currentRate the burn rate over the latest tenth of the window, from which {@code exhaustedAt} is computed
 * @param exhaustedAt when the budget is exhausted at the current rate; null if it is already or will not be in the
 * window
 * @param oldestBadLeavesAt when the oldest bad event leaves the window; null if there is none
 */
public record Evaluation(
        Objective objective,
        TimeRange window,
        Counts counts,
        SliMeasurement measure,
        @Nullable BigDecimal sli,
        @Nullable ConfidenceInterval interval,
        ObjectiveState state,
        ErrorBudget budget,
        BurnRate currentRate,
        @Nullable Instant exhaustedAt,
        @Nullable Instant oldestBadLeavesAt,
        List<RuleEvaluation> rules) {

    /** The current rate is computed over the window divided by this number. */
    private static final int CURRENT_RATE_DIVISOR = 10;

    public Evaluation {
        rules = List.copyOf(rules);
    }

    /**
     * The time of an evaluation.
     *
     * @param observedSince since when events are observed; a lack of events before is not evidence
     */
    public record EvaluationTime(Instant now, Instant observedSince) {}

    public static Evaluation of(Slo slo, Objective objective, CountSeries series, EvaluationTime time) {
        var calculator = new BurnRateCalculator(slo, objective, series, time);
        var window = calculator.window();
        var seen = calculator.elapsed();
        var target = objective.target();
        var measurement = calculator.measure(seen);
        var budget = ErrorBudget.of(measurement, target);
        var rate = calculator.rate(latest(window), time.now());
        var exhausted = budget.exhaustedAt(rate.rate(), window.length(), time.now());
        var firstBad = series.firstBadIn(seen);
        return new Evaluation(
                objective,
                window,
                series.counts(seen),
                measurement,
                measurement.sli(),
                measurement.isEmpty() ? null : ConfidenceInterval.of(measurement),
                ObjectiveState.of(measurement, target),
                budget,
                rate,
                // The next calendar period starts with a new budget before that.
                exhausted != null && slo.window() instanceof TimeWindow.Calendar && !exhausted.isBefore(window.to())
                        ? null
                        : exhausted,
                firstBad == null ? null : calculator.leavesAt(firstBad),
                slo.rules(window.length(), target).stream()
                        .map(calculator::evaluate)
                        .toList());
    }

    /**
     * Returns the boundaries of the parts of the window within which events need not be distinguished. The last one is
     * the end of the elapsed window.
     */
    public static SortedSet<Instant> boundaries(Slo slo, Objective objective, EvaluationTime time) {
        return new BurnRateCalculator(slo, objective, CountSeries.NONE, time).boundaries();
    }

    public Target target() {
        return objective.target();
    }

    /** Returns true if time slices are compared with the target, and not events. */
    public boolean slices() {
        return objective.timeSlicing().isPresent();
    }

    /** Returns unique names of the rules, in their order. */
    public List<String> ruleNames() {
        return DistinctNames.of(rules.stream()
                .map(ruleEvaluation -> ruleEvaluation.rule().name())
                .toList());
    }

    /** Returns the length in whole minutes, because counts are stored per minute. */
    private static Duration latest(TimeRange window) {
        return Duration.ofMinutes(
                Math.max(1, window.length().dividedBy(CURRENT_RATE_DIVISOR).toMinutes()));
    }

    /** Returns a sentence that summarizes the evaluation. */
    public String explanation() {
        return Explanation.of(this);
    }
}
