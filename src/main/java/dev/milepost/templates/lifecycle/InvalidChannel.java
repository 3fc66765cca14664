package dev.milepost.templates.lifecycle;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;

/** An invalid channel name. */
final class InvalidChannel extends ProblemException {

    private static final long serialVersionUID = 1L;

    private InvalidChannel(String detail) {
        super(
                ProblemType.INVALID_REQUEST,
                "channel " + detail,
                List.of(new Fault("channel", detail)));
    }

    /** @param longest the maximum number of characters of a name */
    static InvalidChannel beyond(int longest) {
        return new InvalidChannel(
                "must begin with a letter and have only lower-case letters, digits and single hyphens, at most "
                        + longest + " characters");
    }
}
