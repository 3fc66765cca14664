package dev.milepost.events.intake;

/** The limits of one request. */
final class IntakeLimits {

    static final int EVENT_BYTES = 1 << 20;
    static final int BATCH_BYTES = 10 << 20;
    /**
     * Bytes of memory per byte of the body. Envelopes and records take more memory than their text, most of all for
     * small events.
     */
    static final int BATCH_EXPANSION = 8;

    static final int BATCH_EVENTS = 10_000;

    private IntakeLimits() {}
}
