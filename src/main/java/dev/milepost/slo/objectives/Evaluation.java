package dev.milepost.slo.objectives;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * How an objective stands at a moment.
 *
 * @param window all of it, which may go on after now
 * @param counts the events of the window, valid and excluded
 * @param measure what the objective is held against: those events, or time slices
 * @param slices whether it is time slices
 * @param sli null without valid ones
 * @param interval null without valid ones
 * @param currentRate the burn rate over the latest tenth of the window, by which exhaustion is told
 * @param exhaustedAt when the budget runs out at that rate; null where it already has or will not within the window
 * @param oldestBadLeavesAt when the oldest bad event is in the window no longer; null where there is none
 */
public record Evaluation(
        TimeRange window,
        Counts counts,
        SliMeasurement measure,
        boolean slices,
        Target target,
        @Nullable BigDecimal sli,
        @Nullable ConfidenceInterval interval,
        ObjectiveState state,
        ErrorBudget budget,
        BurnRate currentRate,
        @Nullable Instant exhaustedAt,
        @Nullable Instant oldestBadLeavesAt,
        List<RuleEvaluation> rules) {

    /** Of how many parts of the window the latest is the current rate. */
    private static final int CURRENT_RATE_DIVISOR = 10;

    public Evaluation {
        rules = List.copyOf(rules);
    }

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
                window,
                series.counts(seen),
                measurement,
                objective.timeSlicing().isPresent(),
                target,
                measurement.sli(),
                measurement.isEmpty() ? null : ConfidenceInterval.of(measurement),
                ObjectiveState.of(measurement, target),
                budget,
                rate,
                // A calendar's budget begins anew before that.
                exhausted != null && slo.window() instanceof TimeWindow.Calendar && !exhausted.isBefore(window.to())
                        ? null
                        : exhausted,
                firstBad == null ? null : calculator.leavesAt(firstBad),
                slo.rules(window.length(), target).stream()
                        .map(calculator::evaluate)
                        .toList());
    }

    /** Where stretches of an objective's window begin within which nothing has to be told apart; the last is its end. */
    public static SortedSet<Instant> boundaries(Slo slo, Objective objective, EvaluationTime time) {
        return new BurnRateCalculator(slo, objective, CountSeries.NONE, time).boundaries();
    }

    /** What its rules are told apart by, in their order. */
    public List<String> ruleNames() {
        return DistinctNames.of(rules.stream()
                .map(ruleEvaluation -> ruleEvaluation.rule().name())
                .toList());
    }

    /** Of whole minutes, as counts are kept by them. */
    private static Duration latest(TimeRange window) {
        return Duration.ofMinutes(
                Math.max(1, window.length().dividedBy(CURRENT_RATE_DIVISOR).toMinutes()));
    }

    /** What it comes to, in a sentence. */
    public String explanation() {
        return Explanation.of(this);
    }
}
