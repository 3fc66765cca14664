package dev.milepost.cli.lint;

/** Why files cannot be judged, and what to do about it. */
final class CannotLint extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotLint(String message) {
        super(message);
    }

    CannotLint(String message, Throwable cause) {
        super(message, cause);
    }
}
