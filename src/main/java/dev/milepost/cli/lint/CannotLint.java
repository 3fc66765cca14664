package dev.milepost.cli.lint;

/** An error that prevents validation; the message states what to do about it. */
final class CannotLint extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotLint(String message) {
        super(message);
    }

    CannotLint(String message, Throwable cause) {
        super(message, cause);
    }
}
