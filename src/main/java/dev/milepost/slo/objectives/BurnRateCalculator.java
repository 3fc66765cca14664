package dev.milepost.slo.objectives;

import dev.milepost.slo.objectives.BurnRateRule.RuleEvaluation;
import dev.milepost.slo.objectives.BurnRateRule.RuleState;
import dev.milepost.slo.objectives.Evaluation.EvaluationTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Computes the burn rates of an objective and evaluates its burn rate rules. */
record BurnRateCalculator(Slo slo, Objective objective, CountSeries series, EvaluationTime time) {

    private static final Duration STEP = Duration.ofMinutes(1);

    /** Returns the window. A rolling window of an objective with time slices ends at the end of a complete slice. */
    TimeRange window() {
        return slo.window() instanceof TimeWindow.Rolling rolling
                        && objective.timeSlicing().isPresent()
                ? objective.lastRange(rolling.length(), time, Instant.EPOCH)
                : slo.window().endingAt(time.now());
    }

    /** Returns the part of the window that has passed. With time slices it ends at the end of a complete slice. */
    TimeRange elapsed() {
        return window().clippedTo(objective
                .timeSlicing()
                .map(timeSlicing -> timeSlicing.lastEnd(time.clock(), origin()))
                .orElseGet(time::now));
    }

    SliMeasurement measure(TimeRange range) {
        return objective.measure(series, range, origin(), time.observedSince());
    }

    /**
     * Returns the number of time slices of the whole calendar period; null unless all of them count, also those without
     * events.
     */
    @Nullable
    BigDecimal slicesOfPeriod() {
        var isKnown = slo.window() instanceof TimeWindow.Calendar
                && objective
                        .timeSlicing()
                        .filter(timeSlicing -> timeSlicing.emptySlices() == TimeSlicing.EmptySlices.BAD)
                        .isPresent();
        return isKnown ? measure(window()).valid() : null;
    }

    /** Returns the number of time slices in a range that are bad because they have no events. */
    long emptySlices(TimeRange range) {
        return objective
                .timeSlicing()
                .map(timeSlicing -> timeSlicing.emptyCount(series, range, origin(), time.observedSince()))
                .orElse(0L);
    }

    /** Returns the runs of time slices in the elapsed window that are bad because they have no events, oldest first. */
    List<TimeRange> emptyRuns() {
        return objective
                .timeSlicing()
                .map(timeSlicing -> timeSlicing.emptyRuns(series, elapsed(), origin(), time.observedSince()))
                .orElse(List.of());
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

    BurnRate rate(Duration over) {
        return BurnRate.of(over, last(over, time), objective.target());
    }

    private SliMeasurement last(Duration over, EvaluationTime at) {
        return measure(objective.lastRange(over, at, origin()));
    }

    RuleEvaluation evaluate(BurnRateRule rule) {
        var overLong = rate(rule.longWindow());
        var overShort = rate(rule.shortWindow());
        var state = rule.state(overLong, overShort, objective.target());
        if (state == RuleState.FIRING && firedThroughout(rule)) {
            return new RuleEvaluation(rule, overLong, overShort, RuleState.FIRING, false);
        }
        var kept = firedOfLate(rule);
        return new RuleEvaluation(
                rule,
                overLong,
                overShort,
                kept ? RuleState.FIRING : state == RuleState.FIRING ? RuleState.PENDING : state,
                kept);
    }

    /** Returns true if the condition of the rule held at every minute of its {@code alertAfter} duration. */
    private boolean firedThroughout(BurnRateRule rule) {
        for (long back = 1; back <= rule.alertAfter().toMinutes(); back++) {
            if (!held(rule, back)) {
                return false;
            }
        }
        return true;
    }

    /** Returns true if the rule was firing at one of the latest minutes, for which it is kept firing. */
    private boolean firedOfLate(BurnRateRule rule) {
        long keep = rule.keepFiringFor().toMinutes();
        long after = rule.alertAfter().toMinutes();
        if (objective.timeSlicing().isEmpty()
                && series.firstBadIn(time.last(rule.longWindow().plus(STEP.multipliedBy(keep + after)))) == null) {
            return false;
        }
        long minutes = 0;
        for (long back = 1; back <= keep + after; back++) {
            minutes = held(rule, back) ? minutes + 1 : 0;
            if (minutes > after) {
                return true;
            } else if (minutes == 0 && back >= keep) {
                return false;
            }
        }
        return false;
    }

    /** Returns true if the condition of the rule held some minutes ago. */
    private boolean held(BurnRateRule rule, long minutesAgo) {
        var at = time.minus(STEP.multipliedBy(minutesAgo));
        return rule.fires(last(rule.longWindow(), at), last(rule.shortWindow(), at), objective.target());
    }
}
