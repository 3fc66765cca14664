package dev.milepost.local;

/** The embedded parts cannot run. The message is written for the person who started them. */
public final class LocalFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LocalFault(String message) {
        super(message);
    }

    LocalFault(String message, Throwable cause) {
        super(message, cause);
    }
}
