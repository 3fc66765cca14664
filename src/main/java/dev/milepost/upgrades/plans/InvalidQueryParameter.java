package dev.milepost.upgrades.plans;

import dev.milepost.platform.http.ProblemException;
import java.util.List;

/** A missing or invalid query parameter. */
final class InvalidQueryParameter extends ProblemException {

    private static final long serialVersionUID = 1L;

    InvalidQueryParameter(String parameter, String detail) {
        super(
                400,
                "invalid-request",
                "A parameter, header or body field of the request is invalid.",
                parameter + " " + detail,
                List.of(new Fault(parameter, detail)));
    }
}
