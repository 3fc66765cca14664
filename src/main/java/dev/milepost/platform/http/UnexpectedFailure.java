package dev.milepost.platform.http;

/** An internal error. The cause is logged and not returned to the client. */
final class UnexpectedFailure extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnexpectedFailure() {
        super(
                500,
                "unexpected-failure",
                "Something went wrong in this service.",
                "The failure has been logged. The same request may work later.");
    }
}
