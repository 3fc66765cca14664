package dev.milepost.slo.objectives;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** How fast the budget of an objective burns, and what rules make of it. */
record BurnRateCalculator(Slo slo, Objective objective, CountSeries series, EvaluationTime time) {

    private static final Duration STEP = Duration.ofMinutes(1);

    /** The window, which ends at whole slices where those are counted and it moves. */
    TimeRange window() {
        return slo.window() instanceof TimeWindow.Rolling rolling
                ? objective.lastRange(rolling.length(), time.now(), Instant.EPOCH)
                : slo.window().at(time.now());
    }

    /** What of the window has come to pass. */
    TimeRange elapsed() {
        return window().clippedTo(time.now());
    }

    SliMeasurement measure(TimeRange range) {
        return objective.measure(series, range, origin(), time.observedSince());
    }

    /** Where slices begin: with the period of a calendar, else at the epoch, so that they stay when the window moves. */
    Instant origin() {
        return slo.window() instanceof TimeWindow.Rolling ? Instant.EPOCH : window().from();
    }

    /** Where what has come to pass is cut: where it begins, where slices do, and where it ends. */
    SortedSet<Instant> boundaries() {
        var seen = elapsed();
        var edges = new TreeSet<>(List.of(seen.from(), seen.to()));
        objective.timeSlicing().ifPresent(timeSlicing -> {
            var at = timeSlicing.start(origin(), timeSlicing.firstAfter(seen.from(), origin()));
            for (; at.isBefore(seen.to()); at = at.plus(timeSlicing.window())) {
                edges.add(at);
            }
        });
        return edges;
    }

    /** When an event of the window is in it no longer; one that a slice has is in it as long as the slice. */
    Instant leavesAt(Instant event) {
        if (objective.timeSlicing().isEmpty() || slo.window() instanceof TimeWindow.Calendar) {
            return slo.window().leavesAt(event, time.now());
        }
        return objective.timeSlicing().get().endAfter(event, window().length());
    }

    BurnRate rate(Duration over, Instant at) {
        return BurnRate.of(over, last(over, at), objective.target());
    }

    private SliMeasurement last(Duration over, Instant at) {
        return measure(objective.lastRange(over, at, origin()));
    }

    RuleEvaluation evaluate(BurnRateRule rule) {
        var overLong = rate(rule.longWindow(), time.now());
        var overShort = rate(rule.shortWindow(), time.now());
        var state = rule.state(overLong, overShort, objective.target());
        return new RuleEvaluation(
                rule, overLong, overShort, state == RuleState.FIRING && !hasHeld(rule) ? RuleState.PENDING : state);
    }

    /** Whether the rule would have fired at each minute for as long as it asks for. */
    private boolean hasHeld(BurnRateRule rule) {
        for (var back = STEP; back.compareTo(rule.alertAfter()) <= 0; back = back.plus(STEP)) {
            var at = time.now().minus(back);
            if (!rule.fires(last(rule.longWindow(), at), last(rule.shortWindow(), at), objective.target())) {
                return false;
            }
        }
        return true;
    }
}
