package dev.milepost.security.access;

import java.time.Duration;

/** A token bucket with a capacity of ten seconds. If it is empty, callers wait. */
final class TokenBucket {

    private static final int SECONDS_AT_ONCE = 10;
    private static final double NANOS = 1e9;

    private final double perSecond;
    private double level;
    private long filledAt;

    /** @param now in nanoseconds, as all times here */
    TokenBucket(double perSecond, long now) {
        this.perSecond = perSecond;
        this.level = perSecond * SECONDS_AT_ONCE;
        this.filledAt = now;
    }

    /** Takes one token and returns zero; or returns how long to wait if there is none. */
    synchronized Duration take(long now) {
        var wait = peek(now);
        if (wait.isZero()) {
            level -= 1;
        }
        return wait;
    }

    /** How long to wait for a token; zero if there is one. */
    synchronized Duration peek(long now) {
        level = Math.min(perSecond * SECONDS_AT_ONCE, level + perSecond * Math.max(0, now - filledAt) / NANOS);
        filledAt = Math.max(filledAt, now);
        return level >= 1 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil((1 - level) / perSecond * NANOS));
    }
}
