package dev.milepost.upgrades.merging;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of a text that has keys, and where it stands there.
 *
 * @param value for comparison alone: equal where the values are, however they are written
 * @param start of its text
 * @param end after its text
 * @param entries in the order of the text; null where the value is merged as a whole
 */
record KeyedValue(
        JsonNode value, int start, int end, @Nullable Map<String, Entry> entries) {

    /** @param start of the text of key and value together */
    record Entry(String key, int start, int end, KeyedValue value) {}

    Map<String, Entry> keyed() {
        return entries == null ? Map.of() : entries;
    }
}
