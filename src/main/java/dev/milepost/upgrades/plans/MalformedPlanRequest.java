package dev.milepost.upgrades.plans;

import dev.milepost.platform.http.ProblemException;

/** A body that is incomplete or not valid JSON. */
final class MalformedPlanRequest extends ProblemException {

    private static final long serialVersionUID = 1L;

    MalformedPlanRequest(Throwable cause) {
        super(400, "malformed-body", "The body cannot be read.", "The body is incomplete or not valid JSON.");
        initCause(cause);
    }
}
