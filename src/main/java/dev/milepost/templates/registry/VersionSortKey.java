package dev.milepost.templates.registry;

import org.semver4j.Semver;

/** Encodes versions as strings whose lexicographic order is the precedence of Semantic Versioning 2.0 (section 11). */
final class VersionSortKey {

    private VersionSortKey() {}

    static String of(Semver version) {
        var text = new StringBuilder(
                "%010d.%010d.%010d".formatted(version.getMajor(), version.getMinor(), version.getPatch()));
        if (version.getPreRelease().isEmpty()) {
            // A tilde sorts after every character of an identifier.
            return text.append('~').toString();
        }
        for (var identifier : version.getPreRelease()) {
            // Numbers sort before words, and shorter numbers before longer ones. A blank sorts before all characters of
            // identifiers.
            var isNumber = identifier.chars().allMatch(c -> c >= '0' && c <= '9');
            text.append(' ').append(isNumber ? "0%03d".formatted(identifier.length()) : "1");
            text.append(identifier);
        }
        return text.toString();
    }
}
