package dev.milepost.templates.registry;

import org.semver4j.Semver;

/** Versions as texts that sort as Semantic Versioning 2.0 says (section 11), character by character. */
final class VersionSortKey {

    private VersionSortKey() {}

    static String of(Semver version) {
        var text = new StringBuilder(
                "%010d.%010d.%010d".formatted(version.getMajor(), version.getMinor(), version.getPatch()));
        if (version.getPreRelease().isEmpty()) {
            // After every letter that an identifier may have.
            return text.append('~').toString();
        }
        for (var identifier : version.getPreRelease()) {
            // Numbers come before words, short ones before long ones; a blank before all that identifiers have.
            var isNumber = identifier.chars().allMatch(c -> c >= '0' && c <= '9');
            text.append(' ').append(isNumber ? "0%03d".formatted(identifier.length()) : "1");
            text.append(identifier);
        }
        return text.toString();
    }
}
