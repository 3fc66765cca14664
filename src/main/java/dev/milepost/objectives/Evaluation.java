package dev.milepost.objectives;

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
        Range window,
        Counts counts,
        Measure measure,
        boolean slices,
        Target target,
        @Nullable BigDecimal sli,
        @Nullable Interval interval,
        State state,
        Budget budget,
        BurnRate currentRate,
        @Nullable Instant exhaustedAt,
        @Nullable Instant oldestBadLeavesAt,
        List<RuleStanding> rules) {

    /** Of how many parts of the window the latest is the current rate. */
    private static final int RATE_PARTS = 10;

    public Evaluation {
        rules = List.copyOf(rules);
    }

    public static Evaluation of(Slo slo, Objective objective, Series series, Moment moment) {
        var burning = new Burning(slo, objective, series, moment);
        var window = burning.window();
        var seen = burning.seen();
        var target = objective.target();
        var measure = burning.measure(seen);
        var budget = Budget.of(measure, target);
        var rate = burning.rate(latest(window), moment.now());
        var exhausted = budget.exhaustedAt(rate.rate(), window.length(), moment.now());
        var firstBad = series.firstBadIn(seen);
        return new Evaluation(
                window,
                series.in(seen),
                measure,
                objective.slicing().isPresent(),
                target,
                measure.sli(),
                measure.isEmpty() ? null : Interval.of(measure),
                State.of(measure, target),
                budget,
                rate,
                // A calendar's budget begins anew before that.
                exhausted != null && slo.window() instanceof TimeWindow.Calendar && !exhausted.isBefore(window.to())
                        ? null
                        : exhausted,
                firstBad == null ? null : burning.leavesAt(firstBad),
                slo.rules(window.length(), target).stream()
                        .map(burning::standing)
                        .toList());
    }

    /** Where stretches of an objective's window begin within which nothing has to be told apart; the last is its end. */
    public static SortedSet<Instant> edges(Slo slo, Objective objective, Moment moment) {
        return new Burning(slo, objective, Series.NONE, moment).edges();
    }

    /** What its rules are told apart by, in their order. */
    public List<String> ruleNames() {
        return DistinctNames.of(
                rules.stream().map(standing -> standing.rule().name()).toList());
    }

    /** Of whole minutes, as counts are kept by them. */
    private static Duration latest(Range window) {
        return Duration.ofMinutes(
                Math.max(1, window.length().dividedBy(RATE_PARTS).toMinutes()));
    }

    /** What it comes to, in a sentence. */
    public String explanation() {
        return Explanation.of(this);
    }
}
