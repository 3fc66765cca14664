package dev.milepost.validation;

/** A rule in the configuration that cannot work; the service does not start with it. */
public final class InvalidRule extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidRule(String id, String reason) {
        super("milepost.validation.rules.\"%s\" %s".formatted(id, reason));
    }
}
