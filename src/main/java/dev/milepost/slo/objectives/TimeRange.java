package dev.milepost.slo.objectives;

import java.time.Duration;
import java.time.Instant;

/** A time range that includes its start and excludes its end. */
public record TimeRange(Instant from, Instant to) {

    public TimeRange {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("%s is before %s".formatted(to, from));
        }
    }

    /** Returns the range of a length that ends at a time. */
    static TimeRange endingAt(Instant end, Duration length) {
        return new TimeRange(end.minus(length), end);
    }

    public Duration length() {
        return Duration.between(from, to);
    }

    /** Returns the part of the range before {@code now}; an empty range if it starts later. */
    TimeRange clippedTo(Instant now) {
        return to.isAfter(now) ? new TimeRange(from, from.isAfter(now) ? from : now) : this;
    }

    public boolean contains(Instant time) {
        return !time.isBefore(from) && time.isBefore(to);
    }
}
