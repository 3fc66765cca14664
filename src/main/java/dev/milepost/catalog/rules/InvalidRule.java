package dev.milepost.catalog.rules;

/** A rule in the configuration that cannot work; the service does not start with it. */
public final class InvalidRule extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason goes on after the name of the rule */
    public InvalidRule(String id, String reason) {
        this("milepost.validation.rules.\"%s\" %s".formatted(id, reason));
    }

    private InvalidRule(String message) {
        super(message);
    }

    /** Of a default that the annotation may not have. */
    public static InvalidRule ofDefault(String annotation, String value) {
        return new InvalidRule("milepost.validation.defaults.\"%s\" is %s, which the annotation schema has not"
                .formatted(annotation, value));
    }
}
