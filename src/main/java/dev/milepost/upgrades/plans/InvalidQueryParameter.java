package dev.milepost.upgrades.plans;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;

/** A missing or invalid query parameter. */
final class InvalidQueryParameter extends ProblemException {

    private static final long serialVersionUID = 1L;

    InvalidQueryParameter(String parameter, String detail) {
        super(
                ProblemType.INVALID_REQUEST,
                parameter + " " + detail,
                List.of(new Fault(parameter, detail)));
    }
}
