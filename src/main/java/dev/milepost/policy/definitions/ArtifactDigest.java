package dev.milepost.policy.definitions;

import java.util.Locale;
import java.util.Optional;

/** The digest in the name of an artifact: alone, at the end of an image's name, or in a package URL. */
public final class ArtifactDigest {

    private static final String ALGORITHM = "sha256";
    private static final int DIGITS = 64;

    private ArtifactDigest() {}

    /** Returns {@code sha256:} and 64 hexadecimal digits in lower case; empty if the name has no digest. */
    public static Optional<String> find(String artifact) {
        var text = artifact.toLowerCase(Locale.ROOT);
        for (int at = text.indexOf(ALGORITHM); at >= 0; at = text.indexOf(ALGORITHM, at + 1)) {
            int start = at + ALGORITHM.length();
            // In a package URL the colon is escaped.
            start += text.startsWith(":", start) ? 1 : text.startsWith("%3a", start) ? 3 : 0;
            int end = start + DIGITS;
            if (end <= text.length()
                    && isHex(text, start, end)
                    && (end == text.length() || !isHex(text, end, end + 1))) {
                return Optional.of(ALGORITHM + ":" + text.substring(start, end));
            }
        }
        return Optional.empty();
    }

    private static boolean isHex(String text, int from, int to) {
        return text.substring(from, to).chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
    }
}
