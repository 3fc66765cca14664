package dev.milepost.templates.rendering;

/** Aborts a rendering. It is an Error because JavaScript code can catch every exception. */
final class BoundExceeded extends Error {

    private static final long serialVersionUID = 1L;

    BoundExceeded(String message) {
        super(message, null, false, false);
    }
}
