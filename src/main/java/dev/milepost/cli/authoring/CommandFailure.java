package dev.milepost.cli.authoring;

import org.jspecify.annotations.Nullable;

/** An error that ends a command; the message is one line that states what to do next. */
final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private CommandFailure(String message) {
        super(message);
    }

    static CommandFailure because(String reason, @Nullable Object... details) {
        return new CommandFailure(reason.formatted(details));
    }
}
