package dev.milepost.security.access;

/** The access configuration is invalid and the service must not start. The message contains the fix. */
public final class InvalidAccessConfig extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidAccessConfig(String message) {
        super(message);
    }
}
