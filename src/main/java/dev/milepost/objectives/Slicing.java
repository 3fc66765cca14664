package dev.milepost.objectives;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Time cut into slices, which are counted in place of events. Only whole slices count, so the one under way does not yet.
 *
 * @param target the ratio from which on a slice is good; empty where slices count by their ratio
 * @param silence what a slice without a valid event is
 */
public record Slicing(Duration window, Optional<BigDecimal> target, Silence silence) {

    /** Beyond what could be told apart; fixed, so that sums do not depend on their order. */
    private static final int DECIMALS = 18;

    /** What no valid event in a slice means. */
    public enum Silence {
        BAD,
        IGNORED
    }

    /**
     * The slices of a range that none of its ends cuts.
     *
     * @param origin where slices begin to be counted
     * @param since from when on silence says something
     */
    Measure measure(Series series, Range range, Instant origin, Instant since) {
        long first = firstAfter(range.from(), origin);
        long end = Math.floorDiv(millis(origin, range.to()), window.toMillis());
        if (end <= first) {
            return Measure.NONE;
        }
        var slices = new TreeMap<Long, Counts>();
        series.forEachValid(
                new Range(start(origin, first), start(origin, end)),
                (at, counts) ->
                        slices.merge(Math.floorDiv(millis(origin, at), window.toMillis()), counts, Counts::plus));
        var spoken = slices.values().stream().map(this::slice).reduce(Measure.NONE, Measure::plus);
        if (silence == Silence.IGNORED) {
            return spoken;
        }
        long listened = Math.min(end, Math.max(first, firstAfter(since, origin)));
        var silent = LongStream.range(listened, end)
                .filter(number -> !slices.containsKey(number))
                .filter(number -> !series.isCorrectedIn(new Range(start(origin, number), start(origin, number + 1))));
        return spoken.plus(Measure.of(0, silent.count()));
    }

    private long firstAfter(Instant time, Instant origin) {
        return -Math.floorDiv(-millis(origin, time), window.toMillis());
    }

    /** The latest end of a slice that is no later than a time. */
    Instant lastEnd(Instant time, Instant origin) {
        return start(origin, Math.floorDiv(millis(origin, time), window.toMillis()));
    }

    private Measure slice(Counts counts) {
        var good = BigDecimal.valueOf(counts.good());
        var valid = BigDecimal.valueOf(counts.valid());
        if (target.isPresent()) {
            var isGood = good.compareTo(target.get().multiply(valid)) >= 0;
            return Measure.of(isGood ? 1 : 0, isGood ? 0 : 1);
        }
        var ratio = good.divide(valid, DECIMALS, RoundingMode.HALF_EVEN);
        return new Measure(ratio, BigDecimal.ONE.subtract(ratio));
    }

    private Instant start(Instant origin, long number) {
        return origin.plusMillis(number * window.toMillis());
    }

    private static long millis(Instant origin, Instant time) {
        return Duration.between(origin, time).toMillis();
    }
}
