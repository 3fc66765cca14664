package dev.milepost.testing.oracle;

import java.time.Duration;
import java.time.Instant;

/** What was out of order, and when it was in order again. */
record Recovery(Instant from, Instant to) {

    long micros() {
        return Duration.between(from, to).toNanos() / 1000;
    }
}
