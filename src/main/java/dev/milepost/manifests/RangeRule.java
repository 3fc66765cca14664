package dev.milepost.manifests;

/** Ranges in a document. */
final class RangeRule {

    private RangeRule() {}

    static void judge(String range, String at, Faults faults) {
        if (Ranges.parse(range).isEmpty()) {
            faults.add(
                    at,
                    "is no range that is read alike everywhere: write *, one of ^1.2, ~1.2, 1.2.x, 1 - 2, or comparisons"
                            + " such as >=1.2 <2, with || between alternatives; instead of ^0 write 0.x");
        }
    }
}
