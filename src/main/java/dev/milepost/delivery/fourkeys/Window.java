package dev.milepost.delivery.fourkeys;

import java.time.Duration;
import java.time.Instant;

/** A span of time, from inclusive, to exclusive. */
record Window(Instant from, Instant to) {

    /** In days of 24 hours. */
    double days() {
        var length = Duration.between(from, to);
        return (length.toSeconds() + length.toNanosPart() / 1e9)
                / Duration.ofDays(1).toSeconds();
    }
}
