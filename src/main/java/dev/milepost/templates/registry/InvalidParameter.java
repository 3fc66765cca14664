package dev.milepost.templates.registry;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;

/** An invalid query or path parameter. */
final class InvalidParameter extends ProblemException {

    private static final long serialVersionUID = 1L;

    InvalidParameter(String name, String detail) {
        super(
                ProblemType.INVALID_REQUEST,
                name + " " + detail,
                List.of(new Fault(name, detail)));
    }
}
