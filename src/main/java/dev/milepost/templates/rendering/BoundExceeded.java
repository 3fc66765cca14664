package dev.milepost.templates.rendering;

/** Ends a rendering; an Error, since JavaScript catches every exception. */
final class BoundExceeded extends Error {

    private static final long serialVersionUID = 1L;

    BoundExceeded(String message) {
        super(message, null, false, false);
    }
}
