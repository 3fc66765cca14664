package dev.milepost.adoption;

import java.time.Instant;

/** {@code [from, to)}. */
record Timeframe(Instant from, Instant to) {

    boolean has(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }
}
