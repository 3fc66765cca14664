package dev.milepost.events.intake;

/** How much one request may bring. */
final class IntakeLimits {

    static final int EVENT_BYTES = 1 << 20;
    static final int BATCH_BYTES = 10 << 20;
    /** Envelopes and records take more memory than their text; most where events are small. */
    static final int BATCH_EXPANSION = 8;

    static final int BATCH_EVENTS = 10_000;

    private IntakeLimits() {}
}
