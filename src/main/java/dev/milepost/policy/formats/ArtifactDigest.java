package dev.milepost.policy.formats;

import java.util.Locale;
import java.util.Optional;

/** Digests of artifacts, as {@code sha256:} and 64 hexadecimal digits in lower case. */
public final class ArtifactDigest {

    private static final String PREFIX = "sha256:";
    private static final int DIGITS = 64;

    private ArtifactDigest() {}

    /**
     * The digest in a text, which may have the name of an image before it, as in {@code registry.example/app@sha256:…}.
     * Empty if it has none.
     */
    public static Optional<String> parse(String text) {
        var digest = text.substring(text.lastIndexOf('@') + 1).strip().toLowerCase(Locale.ROOT);
        return digest.startsWith(PREFIX) && isHex(digest.substring(PREFIX.length()), DIGITS)
                ? Optional.of(digest)
                : Optional.empty();
    }

    /** @param digits hexadecimal digits */
    static String of(String digits, String at) {
        return parse(PREFIX + digits).orElseThrow(() -> Facts.invalid(at, "must be 64 hexadecimal digits"));
    }

    /** Whether a text has so many hexadecimal digits, and nothing else. */
    public static boolean isHex(String text, int digits) {
        return text.length() == digits
                && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F');
    }
}
