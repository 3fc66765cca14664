package dev.milepost.slo.objectives;

import dev.milepost.slo.objectives.BurnRateRule.RuleEvaluation;
import dev.milepost.slo.objectives.DefaultBurnRateRules.OmittedRule;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
 * @param budgetOfPeriod true if the budget is that of the whole calendar period, because all of its time slices count;
 * else it is the budget of what was counted so far
 * @param emptySlices the number of time slices that are bad because they have no events
 * @param currentRate the burn rate over the latest tenth of the window, from which {@code exhaustedAt} is computed
 * @param exhaustedAt when the budget is exhausted at the current rate; null if it is already or will not be in the
 * window
 * @param oldestBadLeavesAt when the oldest bad event leaves the window; null if there is none
 * @param omittedRules the workbook's rules that the window or the target cannot have
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
        boolean budgetOfPeriod,
        long emptySlices,
        BurnRate currentRate,
        @Nullable Instant exhaustedAt,
        @Nullable Instant oldestBadLeavesAt,
        List<RuleEvaluation> rules,
        List<OmittedRule> omittedRules) {

    /** The current rate is computed over the window divided by this number. */
    private static final int CURRENT_RATE_DIVISOR = 10;

    public Evaluation {
        rules = List.copyOf(rules);
        omittedRules = List.copyOf(omittedRules);
    }

    /**
     * The time of an evaluation.
     *
     * @param clock the exact time. Complete time slices end by then
     * @param observedSince since when events are observed; a lack of events before is not evidence
     */
    public record EvaluationTime(Instant clock, Instant observedSince) {

        private static final Duration MINUTE = Duration.ofMinutes(1);

        /** Returns the end of the current minute, because counts are stored per minute. */
        public Instant now() {
            return endOfMinute(clock);
        }

        /** Returns the end of the minute that contains a time, or the time itself if a minute starts then. */
        public static Instant endOfMinute(Instant time) {
            var minute = time.truncatedTo(ChronoUnit.MINUTES);
            return minute.equals(time) ? time : minute.plus(MINUTE);
        }

        /** Returns the latest whole minutes that cover a length to the second. */
        TimeRange last(Duration length) {
            return new TimeRange(clock.minus(length).truncatedTo(ChronoUnit.MINUTES), now());
        }

        EvaluationTime minus(Duration back) {
            return new EvaluationTime(clock.minus(back), observedSince);
        }
    }

    public static Evaluation of(Slo slo, Objective objective, CountSeries series, EvaluationTime time) {
        var calculator = new BurnRateCalculator(slo, objective, series, time);
        var window = calculator.window();
        var seen = calculator.elapsed();
        var target = objective.target();
        var measurement = calculator.measure(seen);
        var slices = calculator.slicesOfPeriod();
        var budget = ErrorBudget.of(measurement, target, slices);
        var rate = calculator.rate(latest(window));
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
                slices != null,
                calculator.emptySlices(seen),
                rate,
                // The next calendar period starts with a new budget before that.
                exhausted != null && slo.window() instanceof TimeWindow.Calendar && !exhausted.isBefore(window.to())
                        ? null
                        : exhausted,
                firstBad == null ? null : calculator.leavesAt(firstBad),
                slo.rules(window.length(), target).stream()
                        .map(calculator::evaluate)
                        .toList(),
                slo.omittedRules(window.length(), target));
    }

    /**
     * Returns the boundaries of the parts of the window within which events need not be distinguished. The last one is
     * the end of the elapsed window.
     */
    public static SortedSet<Instant> boundaries(Slo slo, Objective objective, EvaluationTime time) {
        return new BurnRateCalculator(slo, objective, CountSeries.NONE, time).boundaries();
    }

    /** Returns the runs of time slices of the elapsed window that are bad because they have no events. */
    public static List<TimeRange> emptyRuns(Slo slo, Objective objective, CountSeries series, EvaluationTime time) {
        return new BurnRateCalculator(slo, objective, series, time).emptyRuns();
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
