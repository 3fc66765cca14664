package dev.milepost.events.intake;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

/** The limits of one request, and the problems of requests beyond them. */
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

    static ProblemException eventTooLarge() {
        return ProblemException.of(
                ProblemType.TOO_LARGE, "An event may have at most " + EVENT_BYTES + " bytes (1 MiB).");
    }

    static ProblemException tooManyEvents() {
        return ProblemException.of(
                ProblemType.TOO_LARGE,
                "A batch may have at most " + BATCH_EVENTS + " events. Split it into smaller batches.");
    }
}
