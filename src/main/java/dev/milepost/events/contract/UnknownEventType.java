package dev.milepost.events.contract;

import dev.milepost.platform.http.ProblemException;

final class UnknownEventType extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownEventType(String type) {
        super(
                404,
                "unknown-event-type",
                "The golden type does not exist.",
                "There is no golden type '" + type + "'. GET /api/v1/event-types lists the types.");
    }
}
