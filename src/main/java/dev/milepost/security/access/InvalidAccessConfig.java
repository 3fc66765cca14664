package dev.milepost.security.access;

/** A configuration of access with which the service must not start, and what to do about it. */
public final class InvalidAccessConfig extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidAccessConfig(String message) {
        super(message);
    }
}
