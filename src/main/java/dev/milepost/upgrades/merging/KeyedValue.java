package dev.milepost.upgrades.merging;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value in a text with keys, and its position.
 *
 * @param value for comparison only: equal for equal values, independent of formatting
 * @param start the start of its text
 * @param end the offset after its text
 * @param entries in the order of the text; null if the value is merged as a whole
 */
record KeyedValue(
        JsonNode value, int start, int end, @Nullable Map<String, Entry> entries) {

    /** @param start the start of the text of key and value together */
    record Entry(String key, int start, int end, KeyedValue value) {}

    Map<String, Entry> keyed() {
        return entries == null ? Map.of() : entries;
    }
}
