package dev.milepost.delivery.fourkeys;

import java.time.Duration;
import java.time.Instant;

/** The time range {@code [from, to)}. */
record Window(Instant from, Instant to) {

    /** The part before a moment; empty if there is none. */
    Window until(Instant moment) {
        if (!to.isAfter(moment)) {
            return this;
        }
        return new Window(from, moment.isBefore(from) ? from : moment);
    }

    /** The length in days of 24 hours. */
    double days() {
        var length = Duration.between(from, to);
        return (length.toSeconds() + length.toNanosPart() / 1e9)
                / Duration.ofDays(1).toSeconds();
    }
}
