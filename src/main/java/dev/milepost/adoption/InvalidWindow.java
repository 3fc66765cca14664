package dev.milepost.adoption;

import dev.milepost.platform.ProblemException;
import java.util.List;

/** A window that nothing can lie in. */
final class InvalidWindow extends ProblemException {

    private static final long serialVersionUID = 1L;

    InvalidWindow(String parameter, String detail) {
        super(400, "invalid-question", "The question is not valid", detail, List.of(new Fault(parameter, detail)));
    }
}
