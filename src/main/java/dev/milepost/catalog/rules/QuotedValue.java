package dev.milepost.catalog.rules;

/** Quotes an untrusted value for use in a sentence. */
public final class QuotedValue {

    private static final int MAX_LENGTH = 80;

    private QuotedValue() {}

    /** Returns the value in quotation marks. A value of more than {@value #MAX_LENGTH} characters is truncated. */
    public static String of(String value) {
        var part = value.length() <= MAX_LENGTH
                ? value
                : value.substring(0, value.offsetByCodePoints(0, MAX_LENGTH / 2)) + "…";
        return '"' + part + '"';
    }
}
