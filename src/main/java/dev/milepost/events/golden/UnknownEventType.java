package dev.milepost.events.golden;

import dev.milepost.platform.http.ProblemException;

final class UnknownEventType extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownEventType(String type) {
        super(
                404,
                "unknown-event-type",
                "There is no such golden type.",
                type + " is none of the types that /api/v1/event-types lists");
    }
}
