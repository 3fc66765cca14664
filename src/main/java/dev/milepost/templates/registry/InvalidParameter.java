package dev.milepost.templates.registry;

import dev.milepost.platform.http.ProblemException;
import java.util.List;

/** An invalid query or path parameter. */
final class InvalidParameter extends ProblemException {

    private static final long serialVersionUID = 1L;

    InvalidParameter(String name, String detail) {
        super(
                400,
                "invalid-request",
                "A parameter, header or body field of the request is invalid.",
                name + " " + detail,
                List.of(new Fault(name, detail)));
    }
}
