package dev.milepost.events.intake;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

final class EventTooLarge extends ProblemException {

    private static final long serialVersionUID = 1L;

    private EventTooLarge(String detail) {
        super(ProblemType.TOO_LARGE, detail);
    }

    static EventTooLarge event() {
        return new EventTooLarge("An event may have at most " + IntakeLimits.EVENT_BYTES + " bytes (1 MiB).");
    }

    static EventTooLarge batchOfEvents() {
        return new EventTooLarge(
                "A batch may have at most " + IntakeLimits.BATCH_EVENTS + " events. Split it into smaller batches.");
    }
}
