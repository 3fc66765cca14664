package dev.milepost.catalog.rules;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How far an evaluation may go: so many steps, which is the same every time, and in the end so long. */
final class EvaluationLimit {

    private static final int STEPS = 50_000;
    private static final long NANOSECONDS = Duration.ofSeconds(1).toNanos();

    private final long end = System.nanoTime() + NANOSECONDS;
    private int steps;

    /** Takes a step. */
    void step() {
        if (++steps > STEPS || System.nanoTime() - end > 0) {
            throw new LimitExceeded(steps > STEPS);
        }
    }

    /** Why the evaluation was ended; null where it was not. */
    static @Nullable LimitExceeded findIn(Throwable fault) {
        for (var cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof LimitExceeded passed) {
                return passed;
            }
        }
        return null;
    }

    /** Thrown through what goes too far. */
    static final class LimitExceeded extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final boolean always;

        LimitExceeded(boolean always) {
            super("it takes too long", null, false, false);
            this.always = always;
        }

        /** Whether it would end so each time. */
        boolean isDeterministic() {
            return always;
        }
    }
}
