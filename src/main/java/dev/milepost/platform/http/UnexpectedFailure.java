package dev.milepost.platform.http;

/** An internal error. The cause is logged and not returned to the client. */
final class UnexpectedFailure extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnexpectedFailure() {
        super(
                500,
                "unexpected-failure",
                "The service failed unexpectedly.",
                "The failure was logged. Try again later, or report it to the operators of the service.");
    }
}
