package dev.milepost.local;

/** Why the embedded parts cannot run, in words for whoever started them. */
public final class LocalFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LocalFault(String message) {
        super(message);
    }

    LocalFault(String message, Throwable cause) {
        super(message, cause);
    }
}
