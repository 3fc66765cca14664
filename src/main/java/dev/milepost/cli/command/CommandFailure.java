package dev.milepost.cli.command;

import org.jspecify.annotations.Nullable;

/** An error that ends a command or the start. The message says in one line what to do next. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int FAILED = 1;
    private static final int CANNOT_RUN = 2;

    /** The exit code of a command that the service did not answer. */
    public static final int NO_ANSWER = 3;

    private final int exitCode;

    private CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The command was valid but could not be completed. */
    public static CommandFailure failed(String reason, @Nullable Object... details) {
        return new CommandFailure(FAILED, reason.formatted(details));
    }

    /** The command could not run, because of its arguments or of what they name. */
    public static CommandFailure cannotRun(String reason, @Nullable Object... details) {
        return new CommandFailure(CANNOT_RUN, reason.formatted(details));
    }

    /** The service did not answer, or could not. */
    public static CommandFailure noAnswer(String reason, @Nullable Object... details) {
        return new CommandFailure(NO_ANSWER, reason.formatted(details));
    }

    public int exitCode() {
        return exitCode;
    }
}
