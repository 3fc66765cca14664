package dev.milepost.slo.objectives;

/**
 * The steps that the filters of an indicator may still take for one event. They have one limit together, so that many
 * filters cost no more than one. An outcome depends on its events alone, and not on the speed of the machine.
 */
final class EvaluationSteps {

    /** About 40 ms, and enough to read an event of 1 MiB. */
    static final long MAX = 2_000_000;

    private long left = MAX;

    long left() {
        return left;
    }

    void take(long steps) {
        left = Math.max(0, left - steps);
    }
}
