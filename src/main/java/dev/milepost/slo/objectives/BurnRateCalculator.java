package dev.milepost.slo.objectives;

import dev.milepost.slo.objectives.BurnRateRule.RuleEvaluation;
import dev.milepost.slo.objectives.BurnRateRule.RuleState;
import dev.milepost.slo.objectives.Evaluation.EvaluationTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Computes the burn rates of an objective and evaluates its burn rate rules. */
record BurnRateCalculator(Slo slo, Objective objective, CountSeries series, EvaluationTime time) {

    private static final Duration STEP = Duration.ofMinutes(1);

    /** Returns the window. A rolling window of an objective with time slices ends at the end of a slice. */
    TimeRange window() {
        return slo.window() instanceof TimeWindow.Rolling rolling
                ? objective.lastRange(rolling.length(), time.now(), Instant.EPOCH)
                : slo.window().at(time.now());
    }

    /** Returns the part of the window that has passed. */
    TimeRange elapsed() {
        return window().clippedTo(time.now());
    }

    SliMeasurement measure(TimeRange range) {
        return objective.measure(series, range, origin(), time.observedSince());
    }

    /**
     * Returns the time from which slices are numbered. It is the start of the period for a calendar window. Otherwise
     * it is the epoch, so that slices do not move with the window.
     */
    Instant origin() {
        return slo.window() instanceof TimeWindow.Rolling ? Instant.EPOCH : window().from();
    }

    /** Returns the start and the end of the elapsed window, and the slice boundaries in between. */
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

    /** Returns when an event leaves the window. With time slices it leaves together with its slice. */
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
                rule,
                overLong,
                overShort,
                state == RuleState.FIRING && !firedThroughout(rule) ? RuleState.PENDING : state);
    }

    /** Returns true if the rule was firing at every minute of its {@code alertAfter} duration. */
    private boolean firedThroughout(BurnRateRule rule) {
        for (var back = STEP; back.compareTo(rule.alertAfter()) <= 0; back = back.plus(STEP)) {
            var at = time.now().minus(back);
            if (!rule.fires(last(rule.longWindow(), at), last(rule.shortWindow(), at), objective.target())) {
                return false;
            }
        }
        return true;
    }
}
