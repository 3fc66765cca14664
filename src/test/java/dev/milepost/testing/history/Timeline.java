package dev.milepost.testing.history;

import java.time.Duration;
import java.time.Instant;

/** A stretch of time in equal steps. */
record Timeline(Instant start, Duration length, int steps) {

    /** Where the clocks of Berlin change within. */
    static final Instant BEGINNING = Instant.parse("2026-03-09T00:00:00Z");

    Instant at(int step) {
        return start.plus(length.multipliedBy(step).dividedBy(Math.max(1, steps)));
    }

    Instant end() {
        return start.plus(length);
    }
}
