package dev.milepost.catalog.rules;

/**
 * A rule that entities should satisfy.
 *
 * @param id its name in findings and configuration
 * @param message what to do, in a sentence that applies to every entity
 */
public record Rule(String id, String message, RuleSeverities severities) {

    /** A rule with the same severity in every lifecycle. */
    public static Rule always(String id, String message, Severity severity) {
        return new Rule(id, message, RuleSeverities.always(severity));
    }
}
