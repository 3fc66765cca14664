package dev.milepost.platform.http;

/** A fault of this service. The cause is in the log; the client is told nothing of it. */
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
