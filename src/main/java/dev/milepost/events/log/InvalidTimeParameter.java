package dev.milepost.events.log;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;

/** Thrown for a query parameter that is not an RFC 3339 time. */
final class InvalidTimeParameter extends ProblemException {

    private static final long serialVersionUID = 1L;

    InvalidTimeParameter(String parameter) {
        super(
                ProblemType.INVALID_REQUEST,
                parameter + " must be an RFC 3339 time with an offset, such as 2026-06-01T00:00:00Z",
                List.of(new Fault(parameter, "must be an RFC 3339 time with an offset, such as 2026-06-01T00:00:00Z")));
    }
}
