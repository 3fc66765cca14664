package dev.milepost.policy.decisions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.util.RawValue;

/** Inputs as they are stored: texts, of which a tree is made only where it is read, as it can take twenty times as much. */
final class StoredInput {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StoredInput() {}

    /** A node that is written as it is stored. */
    static JsonNode of(String text) {
        return JsonNodeFactory.instance.rawValueNode(new RawValue(text));
    }

    /** The length of the text; 0 if the input was not stored. */
    static int length(JsonNode input) {
        return input instanceof POJONode node && node.getPojo() instanceof RawValue raw
                ? text(raw).length()
                : 0;
    }

    /** The tree of an input. */
    static JsonNode tree(JsonNode input) {
        return input instanceof POJONode node && node.getPojo() instanceof RawValue raw ? parse(text(raw)) : input;
    }

    private static String text(RawValue raw) {
        return String.valueOf(raw.rawValue());
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stored input is not valid JSON", e);
        }
    }
}
