package dev.milepost.objectives;

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
public record Recovery(Slo slo, Objective objective, Series series, Moment moment) {

    /** Steps begin at milliseconds. */
    private static final Duration LEAST = Duration.ofMillis(1);

    /**
     * When a budget that is spent now is so no longer.
     *
     * @return empty where it is not bad events that spent it, but silence
     */
    public Optional<Instant> at(Predicate<Budget> isSpent) {
        var burning = new Burning(slo, objective, series, moment);
        if (slo.window() instanceof TimeWindow.Calendar) {
            return Optional.of(burning.window().to());
        }
        var rest = burning.seen();
        while (true) {
            var bad = series.firstBadIn(rest);
            if (bad == null) {
                return Optional.empty();
            }
            rest = new Range(bad.plus(LEAST), rest.to());
            if (!isSpent.test(Budget.of(burning.measure(rest), objective.target()))) {
                return Optional.of(burning.leavesAt(bad));
            }
        }
    }
}
