package dev.milepost.insights.adoption;

import java.time.Instant;

/** The time range {@code [from, to)}. */
record Timeframe(Instant from, Instant to) {

    boolean contains(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }
}
