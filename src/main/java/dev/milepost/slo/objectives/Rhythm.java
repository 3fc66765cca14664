package dev.milepost.slo.objectives;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * How often the events of an indicator come.
 *
 * @param typical the median of the intervals between minutes with events
 * @param tolerated the longest silence that is expected: twice the longest interval, at least 30 minutes
 */
public record Rhythm(Duration typical, Duration tolerated) {

    /** Quiet nights and weekends are a part of a rhythm, so it takes more than a week to learn it. */
    private static final Duration MIN_SPAN = Duration.ofDays(8);

    /** A machine that is never silent for longer has no nights. */
    private static final Duration STEADY = Duration.ofHours(1);

    private static final Duration MIN_STEADY_SPAN = Duration.ofDays(1);

    /** Fewer intervals are no rhythm. */
    static final int MIN_INTERVALS = 20;

    /** Twice a weekend covers a weekend of four days. */
    private static final int TOLERANCE = 2;

    /** Events can be late. */
    private static final Duration MIN_TOLERATED = Duration.ofMinutes(30);

    /** One interval of many that is more than this many times as long as all others was an outage of the emitter. */
    private static final int OUTAGE = 3;

    /** Two weekends: a single one could be taken for an outage. */
    private static final Duration MIN_SPAN_WITH_OUTAGE = Duration.ofDays(15);

    private static final int MIN_INTERVALS_WITH_OUTAGE = 100;

    /** @param minutes the starts of the minutes that have events, ascending, in milliseconds */
    static Optional<Rhythm> of(long[] minutes) {
        if (minutes.length <= MIN_INTERVALS) {
            return Optional.empty();
        }
        var intervals = new long[minutes.length - 1];
        for (int i = 0; i < intervals.length; i++) {
            intervals[i] = minutes[i + 1] - minutes[i];
        }
        Arrays.sort(intervals);
        var span = Duration.ofMillis(minutes[minutes.length - 1] - minutes[0]);
        var longest = Duration.ofMillis(longest(intervals, span));
        if (span.compareTo(longest.compareTo(STEADY) <= 0 ? MIN_STEADY_SPAN : MIN_SPAN) < 0) {
            return Optional.empty();
        }
        var tolerated = longest.multipliedBy(TOLERANCE);
        return Optional.of(new Rhythm(
                Duration.ofMillis(intervals[intervals.length / 2]),
                tolerated.compareTo(MIN_TOLERATED) < 0 ? MIN_TOLERATED : tolerated));
    }

    private static long longest(long[] ascending, Duration span) {
        long longest = ascending[ascending.length - 1];
        long second = ascending[ascending.length - 2];
        var isOutage = longest > OUTAGE * second
                && ascending.length >= MIN_INTERVALS_WITH_OUTAGE
                && span.compareTo(MIN_SPAN_WITH_OUTAGE) >= 0;
        return isOutage ? second : longest;
    }
}
