package dev.milepost.policy.engines;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Stops calls of a system that fails, so that nobody waits for it. After a pause, one call is tried. */
final class CircuitBreaker {

    private final int most;
    private final Duration pause;
    private final Clock clock;

    private int failures;
    private @Nullable Instant openUntil;

    /** @param most the number of failures in a row after which calls stop */
    CircuitBreaker(int most, Duration pause, Clock clock) {
        this.most = most;
        this.pause = pause;
        this.clock = clock;
    }

    /** Whether a call may be made. Its end must be reported. */
    synchronized boolean allows() {
        var until = openUntil;
        if (until == null) {
            return true;
        }
        var now = clock.instant();
        if (now.isBefore(until)) {
            return false;
        }
        // Others wait for the end of this call, or for another pause.
        openUntil = now.plus(pause);
        return true;
    }

    synchronized void succeeded() {
        failures = 0;
        openUntil = null;
    }

    synchronized void failed() {
        failures++;
        if (failures >= most) {
            openUntil = clock.instant().plus(pause);
        }
    }
}
