package dev.milepost.catalog.rules;

/** A value from outside within a sentence. */
public final class Quoted {

    private static final int MAX_LENGTH = 80;

    private Quoted() {}

    /** In quotation marks, cut where it is long. */
    public static String of(String value) {
        var part = value.length() <= MAX_LENGTH
                ? value
                : value.substring(0, value.offsetByCodePoints(0, MAX_LENGTH / 2)) + "…";
        return '"' + part + '"';
    }
}
