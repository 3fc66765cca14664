package dev.milepost.policy.formats;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The tags and values of a document of SPDX, one after the other. A value between {@code <text>} may have several lines. */
final class SpdxTags {

    private static final String BEGIN = "<text>";
    private static final String END = "</text>";

    private final Iterator<String> lines;

    SpdxTags(byte[] text) {
        lines = new String(text, StandardCharsets.UTF_8).lines().iterator();
    }

    record Tag(String name, String value) {}

    /** The next tag; null at the end. */
    @Nullable
    Tag next() {
        while (lines.hasNext()) {
            var line = lines.next();
            int colon = line.indexOf(':');
            if (line.startsWith("#") || colon <= 0) {
                continue;
            }
            var value = line.substring(colon + 1).strip();
            return new Tag(line.substring(0, colon).strip(), value.startsWith(BEGIN) ? text(value) : value);
        }
        return null;
    }

    /** No fact is read from a value of several lines, so only its first one is kept. */
    private String text(String first) {
        var line = first;
        while (!line.contains(END)) {
            if (!lines.hasNext()) {
                throw Facts.unreadable("", "A value begins with <text> and does not end.");
            }
            line = lines.next();
        }
        int end = first.indexOf(END);
        return first.substring(BEGIN.length(), end < 0 ? first.length() : end);
    }
}
