package dev.milepost.authoring;

import org.jspecify.annotations.Nullable;

/** Why a command ended early, in one line that says what to do next. */
final class CannotAuthor extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private CannotAuthor(String message) {
        super(message);
    }

    static CannotAuthor because(String reason, @Nullable Object... details) {
        return new CannotAuthor(reason.formatted(details));
    }
}
