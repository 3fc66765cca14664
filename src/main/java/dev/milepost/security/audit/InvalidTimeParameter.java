package dev.milepost.security.audit;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;

/** A query parameter is not an RFC 3339 time. */
final class InvalidTimeParameter extends ProblemException {

    private static final long serialVersionUID = 1L;
    private static final String RULE = "must be an RFC 3339 time with an offset, such as 2026-06-01T00:00:00Z";

    InvalidTimeParameter(String parameter) {
        super(
                ProblemType.INVALID_REQUEST,
                parameter + " " + RULE,
                List.of(new Fault(parameter, RULE)));
    }
}
