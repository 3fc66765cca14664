package dev.milepost.templates.lifecycle;

import dev.milepost.platform.http.ProblemException;
import java.util.List;

/** What can be the name of no channel. */
final class InvalidChannel extends ProblemException {

    private static final long serialVersionUID = 1L;

    private InvalidChannel(String detail) {
        super(
                400,
                "invalid-request",
                "The request breaks the rules of its parameters.",
                "channel " + detail,
                List.of(new Fault("channel", detail)));
    }

    /** @param longest how many characters a name has at most */
    static InvalidChannel beyond(int longest) {
        return new InvalidChannel(
                "must be lower-case letters and digits, with single hyphens between them, at most " + longest);
    }
}
