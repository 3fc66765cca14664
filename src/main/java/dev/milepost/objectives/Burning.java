package dev.milepost.objectives;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** How fast the budget of an objective burns, and what rules make of it. */
record Burning(Slo slo, Objective objective, Series series, Moment moment) {

    private static final Duration STEP = Duration.ofMinutes(1);

    /** The window, which ends at whole slices where those are counted and it moves. */
    Range window() {
        return slo.window() instanceof TimeWindow.Rolling rolling
                ? objective.last(rolling.length(), moment.now(), Instant.EPOCH)
                : slo.window().at(moment.now());
    }

    /** What of the window has come to pass. */
    Range seen() {
        return window().until(moment.now());
    }

    Measure measure(Range range) {
        return objective.measure(series, range, origin(), moment.since());
    }

    /** Where slices begin: with the period of a calendar, else at the epoch, so that they stay when the window moves. */
    Instant origin() {
        return slo.window() instanceof TimeWindow.Rolling ? Instant.EPOCH : window().from();
    }

    /** Where what has come to pass is cut: where it begins, where slices do, and where it ends. */
    SortedSet<Instant> edges() {
        var seen = seen();
        var edges = new TreeSet<>(List.of(seen.from(), seen.to()));
        objective.slicing().ifPresent(slicing -> {
            var at = slicing.start(origin(), slicing.firstAfter(seen.from(), origin()));
            for (; at.isBefore(seen.to()); at = at.plus(slicing.window())) {
                edges.add(at);
            }
        });
        return edges;
    }

    /** When an event of the window is in it no longer; one that a slice has is in it as long as the slice. */
    Instant leavesAt(Instant event) {
        if (objective.slicing().isEmpty() || slo.window() instanceof TimeWindow.Calendar) {
            return slo.window().leavesAt(event, moment.now());
        }
        return objective.slicing().get().endAfter(event, window().length());
    }

    BurnRate rate(Duration over, Instant at) {
        return BurnRate.of(over, last(over, at), objective.target());
    }

    private Measure last(Duration over, Instant at) {
        return measure(objective.last(over, at, origin()));
    }

    RuleStanding standing(BurnRule rule) {
        var overLong = rate(rule.longWindow(), moment.now());
        var overShort = rate(rule.shortWindow(), moment.now());
        var state = rule.state(overLong, overShort, objective.target());
        return new RuleStanding(
                rule, overLong, overShort, state == RuleState.FIRING && !hasHeld(rule) ? RuleState.PENDING : state);
    }

    /** Whether the rule would have fired at each minute for as long as it asks for. */
    private boolean hasHeld(BurnRule rule) {
        for (var back = STEP; back.compareTo(rule.alertAfter()) <= 0; back = back.plus(STEP)) {
            var at = moment.now().minus(back);
            if (!rule.fires(last(rule.longWindow(), at), last(rule.shortWindow(), at), objective.target())) {
                return false;
            }
        }
        return true;
    }
}
