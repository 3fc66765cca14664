package dev.milepost.upgrades.plans;

import dev.milepost.platform.http.ProblemException;
import java.util.List;

/** A missing or invalid query parameter. */
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
