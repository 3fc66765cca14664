package dev.milepost.catalog.sync;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Helpers for texts in JSON. */
final class JsonTexts {

    private JsonTexts() {}

    /**
     * Returns a scalar value as text, numbers and booleans included. Returns empty if the value is absent, null, blank,
     * an object or an array.
     */
    static Optional<String> of(JsonNode value) {
        return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
                ? Optional.of(value.asText().strip())
                : Optional.empty();
    }

    /** Whether PostgreSQL and UTF-8 can store the text: it has no U+0000 and no unpaired surrogate. */
    static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }
}
