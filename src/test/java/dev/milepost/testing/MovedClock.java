package dev.milepost.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes when it is told to. */
public final class MovedClock extends Clock {

    private Instant now = Instant.now();
    private Duration next = Duration.ZERO;

    public void pass(Duration time) {
        now = now.plus(time);
    }

    /** As if what follows the next look at it took its time. */
    public void passAfterNextLook(Duration time) {
        next = time;
    }

    @Override
    public Instant instant() {
        var seen = now;
        pass(next);
        next = Duration.ZERO;
        return seen;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
