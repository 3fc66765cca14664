package dev.milepost.slo.status;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Rounds the time to whole minutes, because counts are stored per minute. */
final class MinuteClock {

    private MinuteClock() {}

    /** Returns the end of the current minute, so that its events count. */
    static Instant endOfCurrentMinute(Clock clock) {
        var now = clock.instant();
        var minute = now.truncatedTo(ChronoUnit.MINUTES);
        return minute.equals(now) ? minute : minute.plus(1, ChronoUnit.MINUTES);
    }
}
