package dev.milepost.catalog.rules;

/**
 * Something that entities are asked for.
 *
 * @param id its name in findings and configuration
 * @param message what to do, in a sentence that holds for every entity
 */
public record Rule(String id, String message, Severities severities) {

    /** A rule that matters the same in every lifecycle. */
    public static Rule always(String id, String asks, Severity severity) {
        return new Rule(id, asks, Severities.always(severity));
    }
}
