package dev.milepost.upgrades.plans;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

/** A body that is incomplete or not valid JSON. */
final class MalformedPlanRequest extends ProblemException {

    private static final long serialVersionUID = 1L;

    MalformedPlanRequest(Throwable cause) {
        super(ProblemType.MALFORMED_BODY, "The body is incomplete or not valid JSON.");
        initCause(cause);
    }
}
