package dev.milepost.catalog.rules;

import java.time.Duration;

/** Limits one evaluation: to a number of steps, which is deterministic, and as a last resort to a duration. */
final class EvaluationLimit {

    private static final int STEPS = 50_000;
    private static final long NANOSECONDS = Duration.ofSeconds(1).toNanos();

    private final long end = System.nanoTime() + NANOSECONDS;
    private int steps;

    /**
     * Counts a step.
     *
     * @throws LimitExceeded if there are too many steps or the time is over
     */
    void step() {
        if (++steps > STEPS || System.nanoTime() - end > 0) {
            throw new LimitExceeded(steps > STEPS);
        }
    }

    /** Aborts an evaluation. It is an error because the runtime of CEL catches every exception and goes on. */
    static final class LimitExceeded extends Error {

        private static final long serialVersionUID = 1L;

        private final boolean always;

        LimitExceeded(boolean always) {
            super("the evaluation takes too long", null, false, false);
            this.always = always;
        }

        /** Whether the same evaluation exceeds the limit every time. */
        boolean isDeterministic() {
            return always;
        }
    }
}
