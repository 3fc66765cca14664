package dev.milepost.slo.objectives;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Time cut into slices, which are counted in place of events. Only whole slices count, so the one under way does not yet.
 *
 * @param target the ratio from which on a slice is good; empty where slices count by their ratio
 * @param emptySlices what a slice without a valid event is
 */
public record TimeSlicing(Duration window, Optional<BigDecimal> target, EmptySlices emptySlices) {

    /** Beyond what could be told apart; fixed, so that sums do not depend on their order. */
    private static final int DECIMALS = 18;

    /** What no valid event in a slice means. */
    public enum EmptySlices {
        BAD,
        IGNORED
    }

    /**
     * The slices of a range that none of its ends cuts.
     *
     * @param origin where slices begin to be counted
     * @param since from when on silence says something
     */
    SliMeasurement measure(CountSeries series, TimeRange range, Instant origin, Instant since) {
        long first = firstAfter(range.from(), origin);
        long end = number(range.to(), origin);
        if (end <= first) {
            return SliMeasurement.NONE;
        }
        var slices = series.slices(this, origin);
        var nonEmpty = slices.nonEmpty(first, end);
        if (emptySlices == EmptySlices.IGNORED) {
            return nonEmpty;
        }
        long listened = Math.min(end, Math.max(first, firstAfter(since, origin)));
        return nonEmpty.plus(SliMeasurement.of(0, slices.emptyCount(listened, end)));
    }

    /** The number of the first slice that begins at a time or later. */
    long firstAfter(Instant time, Instant origin) {
        return -Math.floorDiv(-millis(origin, time), window.toMillis());
    }

    /** The number of the slice that a time is in. */
    long number(Instant time, Instant origin) {
        return Math.floorDiv(millis(origin, time), window.toMillis());
    }

    /** The latest end of a slice that is no later than a time. */
    Instant lastEnd(Instant time, Instant origin) {
        return start(origin, number(time, origin));
    }

    /** The first end of a slice from which a length does not reach back to all of the slice that a time is in. */
    Instant endAfter(Instant time, Duration length) {
        var origin = Instant.EPOCH;
        return start(origin, number(start(origin, number(time, origin)).plus(length), origin) + 1);
    }

    /** What of a slice with so many events is good: all of it or nothing, or their ratio. */
    BigDecimal good(long good, long bad) {
        long valid = Math.addExact(good, bad);
        if (target.isEmpty()) {
            return BigDecimal.valueOf(good).divide(BigDecimal.valueOf(valid), DECIMALS, RoundingMode.HALF_EVEN);
        }
        var wanted = target.get().multiply(BigDecimal.valueOf(valid));
        return BigDecimal.valueOf(good).compareTo(wanted) >= 0 ? BigDecimal.ONE : BigDecimal.ZERO;
    }

    Instant start(Instant origin, long number) {
        return origin.plusMillis(number * window.toMillis());
    }

    private static long millis(Instant origin, Instant time) {
        return Duration.between(origin, time).toMillis();
    }
}
