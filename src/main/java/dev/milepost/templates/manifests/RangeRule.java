package dev.milepost.templates.manifests;

/** Validates version ranges in a document. */
final class RangeRule {

    private RangeRule() {}

    static void validate(String range, String at, FaultCollector faults) {
        if (VersionRanges.parse(range).isEmpty()) {
            faults.add(
                    at,
                    "is not a supported version range. Use *, ^1.2, ~1.2, 1.2.x, 1 - 2, or comparisons"
                            + " such as >=1.2 <2, with || between alternatives. Use 0.x instead of ^0");
        }
    }
}
