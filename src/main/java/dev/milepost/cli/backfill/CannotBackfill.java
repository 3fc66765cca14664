package dev.milepost.cli.backfill;

import org.jspecify.annotations.Nullable;

/** An error that ends a backfill; the message is one line that states what to do next. */
final class CannotBackfill extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final int exitCode;

    private CannotBackfill(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The command was valid but could not be completed. */
    static CannotBackfill failed(String reason, @Nullable Object... details) {
        return new CannotBackfill(FAILED, reason.formatted(details));
    }

    /** An argument of the command is not valid. */
    static CannotBackfill misused(String reason, @Nullable Object... details) {
        return new CannotBackfill(MISUSED, reason.formatted(details));
    }

    int exitCode() {
        return exitCode;
    }
}
