package dev.milepost.delivery.fourkeys;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;

/** A query parameter is not valid. */
final class InvalidFourKeysQuery extends ProblemException {

    private static final long serialVersionUID = 1L;

    InvalidFourKeysQuery(String parameter, String detail) {
        super(ProblemType.INVALID_QUESTION, detail, List.of(new Fault(parameter, detail)));
    }
}
