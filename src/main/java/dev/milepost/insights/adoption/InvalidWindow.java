package dev.milepost.insights.adoption;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;

/** The time range of a request is not valid. */
final class InvalidWindow extends ProblemException {

    private static final long serialVersionUID = 1L;

    InvalidWindow(String parameter, String detail) {
        super(ProblemType.INVALID_QUESTION, detail, List.of(new Fault(parameter, detail)));
    }
}
