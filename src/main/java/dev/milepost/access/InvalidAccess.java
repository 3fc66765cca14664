package dev.milepost.access;

/** A configuration of access with which the service must not start, and what to do about it. */
public final class InvalidAccess extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidAccess(String message) {
        super(message);
    }
}
