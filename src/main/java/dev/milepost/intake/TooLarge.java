package dev.milepost.intake;

import dev.milepost.platform.ProblemException;

final class TooLarge extends ProblemException {

    private static final long serialVersionUID = 1L;

    private TooLarge(String detail) {
        super(413, "too-large", "The body is larger than the limit.", detail);
    }

    static TooLarge event() {
        return new TooLarge("An event may have at most " + Limits.EVENT_BYTES + " bytes (1 MiB)");
    }

    static TooLarge batchOfEvents() {
        return new TooLarge("A batch may have at most " + Limits.BATCH_EVENTS + " events");
    }
}
