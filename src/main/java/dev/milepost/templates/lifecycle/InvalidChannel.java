package dev.milepost.templates.lifecycle;

import dev.milepost.platform.http.ProblemException;
import java.util.List;

/** An invalid channel name. */
final class InvalidChannel extends ProblemException {

    private static final long serialVersionUID = 1L;

    private InvalidChannel(String detail) {
        super(
                400,
                "invalid-request",
                "A parameter, header or body field of the request is invalid.",
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
