package dev.milepost.publishing;

import dev.milepost.platform.ProblemException;

final class BrokenBody extends ProblemException {

    private static final long serialVersionUID = 1L;

    BrokenBody(Throwable cause) {
        super(400, "broken-body", "The body did not arrive whole.", "Reading it failed: " + cause.getMessage());
        initCause(cause);
    }
}
