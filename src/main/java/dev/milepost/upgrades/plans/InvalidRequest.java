package dev.milepost.upgrades.plans;

import dev.milepost.platform.http.ProblemException;
import java.util.List;

/** A query parameter that is missing or cannot be what it is. */
final class InvalidRequest extends ProblemException {

    private static final long serialVersionUID = 1L;

    InvalidRequest(String parameter, String detail) {
        super(
                400,
                "invalid-request",
                "The request breaks the rules of its parameters.",
                parameter + " " + detail,
                List.of(new Fault(parameter, detail)));
    }
}
