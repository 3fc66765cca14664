package dev.milepost.templates.publishing;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;

/** A source address that is not a valid web address. */
final class InvalidSource extends ProblemException {

    private static final long serialVersionUID = 1L;

    private static final String DETAIL = "must be the https address of the manifest's folder, without user information";

    InvalidSource() {
        super(
                ProblemType.INVALID_REQUEST,
                "source " + DETAIL,
                List.of(new Fault("source", DETAIL)));
    }
}
