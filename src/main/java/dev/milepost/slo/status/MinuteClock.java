package dev.milepost.slo.status;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Counts are kept by whole minutes, so answers are of them. */
final class MinuteClock {

    private MinuteClock() {}

    /** The end of the minute under way, so that what happened in it counts. */
    static Instant endOfCurrentMinute(Clock clock) {
        var now = clock.instant();
        var minute = now.truncatedTo(ChronoUnit.MINUTES);
        return minute.equals(now) ? minute : minute.plus(1, ChronoUnit.MINUTES);
    }
}
