package dev.milepost.rules;

/** A value from outside within a sentence. */
public final class Quoted {

    private static final int LONGEST = 80;

    private Quoted() {}

    /** In quotation marks, cut where it is long. */
    public static String of(String value) {
        var part =
                value.length() <= LONGEST ? value : value.substring(0, value.offsetByCodePoints(0, LONGEST / 2)) + "…";
        return '"' + part + '"';
    }
}
