package dev.milepost.insights.adoption;

import dev.milepost.platform.http.ProblemException;
import java.util.List;

/** A window that nothing can lie in. */
final class InvalidWindow extends ProblemException {

    private static final long serialVersionUID = 1L;

    InvalidWindow(String parameter, String detail) {
        super(400, "invalid-question", "The question is not valid", detail, List.of(new Fault(parameter, detail)));
    }
}
