package dev.milepost.events.contract;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

final class UnknownEventType extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownEventType(String type) {
        super(
                ProblemType.UNKNOWN_EVENT_TYPE,
                "There is no golden type '" + type + "'. GET /api/v1/event-types lists the types.");
    }
}
