package dev.milepost.slo.objectives;

import java.time.Duration;
import java.time.Instant;

/** A stretch of time, its beginning included and its end not. */
public record TimeRange(Instant from, Instant to) {

    public TimeRange {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("%s is before %s".formatted(to, from));
        }
    }

    /** What ended at a time. */
    static TimeRange endingAt(Instant end, Duration length) {
        return new TimeRange(end.minus(length), end);
    }

    public Duration length() {
        return Duration.between(from, to);
    }

    /** What of it has come to pass by a time; nothing where it begins later. */
    TimeRange clippedTo(Instant now) {
        return to.isAfter(now) ? new TimeRange(from, from.isAfter(now) ? from : now) : this;
    }

    public boolean contains(Instant time) {
        return !time.isBefore(from) && time.isBefore(to);
    }
}
