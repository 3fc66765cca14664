package dev.milepost.delivery.fourkeys;

import dev.milepost.platform.http.ProblemException;
import java.util.List;

/** A query parameter is not valid. */
final class InvalidFourKeysQuery extends ProblemException {

    private static final long serialVersionUID = 1L;

    InvalidFourKeysQuery(String parameter, String detail) {
        super(400, "invalid-question", "A query parameter is invalid.", detail, List.of(new Fault(parameter, detail)));
    }
}
