package dev.milepost.slo.objectives;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Divides time into slices, which are counted instead of events. Only complete slices count, so the current one does
 * not count yet.
 *
 * @param target the ratio from which on a slice is good; empty if slices count by their ratio
 * @param emptySlices how a slice without valid events counts
 */
public record TimeSlicing(Duration window, Optional<BigDecimal> target, EmptySlices emptySlices) {

    /** More precise than any difference that matters. It is fixed, so that sums do not depend on the order. */
    private static final int DECIMALS = 18;

    /** How a slice without valid events counts. */
    public enum EmptySlices {
        BAD,
        IGNORED
    }

    /**
     * Measures the slices that lie completely in a range.
     *
     * @param origin the time from which slices are numbered
     * @param since from when on an empty slice counts, because events are observed
     */
    SliMeasurement measure(CountSeries series, TimeRange range, Instant origin, Instant since) {
        long first = firstAfter(range.from(), origin);
        long end = number(range.to(), origin);
        if (end <= first) {
            return SliMeasurement.NONE;
        }
        var slices = series.slices(this, origin);
        return slices.nonEmpty(first, end).plus(SliMeasurement.of(0, emptyCount(series, range, origin, since)));
    }

    /** Returns the number of complete slices in a range that are bad because they have no events. */
    long emptyCount(CountSeries series, TimeRange range, Instant origin, Instant since) {
        long end = number(range.to(), origin);
        long first = Math.max(firstAfter(range.from(), origin), firstAfter(since, origin));
        return emptySlices == EmptySlices.IGNORED || end <= first
                ? 0
                : series.slices(this, origin).emptyCount(first, end);
    }

    /** Returns the runs of complete slices in a range that are bad because they have no events, oldest first. */
    List<TimeRange> emptyRuns(CountSeries series, TimeRange range, Instant origin, Instant since) {
        long end = number(range.to(), origin);
        long first = Math.max(firstAfter(range.from(), origin), firstAfter(since, origin));
        if (emptySlices == EmptySlices.IGNORED || end <= first) {
            return List.of();
        }
        return series.slices(this, origin).emptyRuns(first, end).stream()
                .map(run -> new TimeRange(start(origin, run.first()), start(origin, run.end())))
                .toList();
    }

    /** Returns the number of the first slice that starts at {@code time} or later. */
    long firstAfter(Instant time, Instant origin) {
        return -Math.floorDiv(-millis(origin, time), window.toMillis());
    }

    /** Returns the number of the slice that contains {@code time}. */
    long number(Instant time, Instant origin) {
        return Math.floorDiv(millis(origin, time), window.toMillis());
    }

    /** Returns the latest end of a slice at or before {@code time}. */
    Instant lastEnd(Instant time, Instant origin) {
        return start(origin, number(time, origin));
    }

    /**
     * Returns the first end of a slice from which {@code length} no longer covers the whole slice that contains {@code
     * time}.
     */
    Instant endAfter(Instant time, Duration length) {
        var origin = Instant.EPOCH;
        return start(origin, number(start(origin, number(time, origin)).plus(length), origin) + 1);
    }

    /** Returns the good part of a slice: 1 or 0 with a target, otherwise the ratio. */
    BigDecimal good(long good, long bad) {
        long valid = Math.addExact(good, bad);
        if (target.isEmpty()) {
            return BigDecimal.valueOf(good).divide(BigDecimal.valueOf(valid), DECIMALS, RoundingMode.HALF_EVEN);
        }
        var required = target.get().multiply(BigDecimal.valueOf(valid));
        return BigDecimal.valueOf(good).compareTo(required) >= 0 ? BigDecimal.ONE : BigDecimal.ZERO;
    }

    Instant start(Instant origin, long number) {
        return origin.plusMillis(number * window.toMillis());
    }

    private static long millis(Instant origin, Instant time) {
        return Duration.between(origin, time).toMillis();
    }
}
