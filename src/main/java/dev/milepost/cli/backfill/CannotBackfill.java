package dev.milepost.cli.backfill;

import org.jspecify.annotations.Nullable;

/** Why a backfill ended early, in one line that says what to do next. */
final class CannotBackfill extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final int exitCode;

    private CannotBackfill(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The command was right and its work could not be done. */
    static CannotBackfill failed(String reason, @Nullable Object... details) {
        return new CannotBackfill(FAILED, reason.formatted(details));
    }

    /** The command was given something that it cannot use. */
    static CannotBackfill misused(String reason, @Nullable Object... details) {
        return new CannotBackfill(MISUSED, reason.formatted(details));
    }

    int exitCode() {
        return exitCode;
    }
}
