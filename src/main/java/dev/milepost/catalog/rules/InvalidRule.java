package dev.milepost.catalog.rules;

/** A configured rule or default is invalid. The service does not start with it. */
public final class InvalidRule extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason continues the sentence that begins with the name of the rule */
    public InvalidRule(String id, String reason) {
        this("milepost.validation.rules.\"%s\" %s".formatted(id, reason));
    }

    private InvalidRule(String message) {
        super(message);
    }

    /** A configured default is not a valid value of its annotation. */
    public static InvalidRule ofDefault(String annotation, String value) {
        return new InvalidRule("milepost.validation.defaults.\"%s\" is %s, which is not a valid value of the annotation"
                .formatted(annotation, value));
    }
}
