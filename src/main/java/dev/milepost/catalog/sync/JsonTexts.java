package dev.milepost.catalog.sync;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Texts in JSON. */
final class JsonTexts {

    private JsonTexts() {}

    /** A value as text, a number or truth value written out; empty where it is absent, blank or no value. */
    static Optional<String> of(JsonNode value) {
        return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
                ? Optional.of(value.asText().strip())
                : Optional.empty();
    }

    /** Whether PostgreSQL and UTF-8 can hold it: no U+0000 and no half of a surrogate pair. */
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
