package dev.milepost.validation;

/** A value from outside within a sentence. */
final class Quoted {

    private static final int LONGEST = 80;

    private Quoted() {}

    static String of(String value) {
        var part =
                value.length() <= LONGEST ? value : value.substring(0, value.offsetByCodePoints(0, LONGEST / 2)) + "…";
        return '"' + part + '"';
    }
}
