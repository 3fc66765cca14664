package dev.milepost.events.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The JSON of a delivery, or a part of it.
 *
 * @param pointer where the part stands in the whole; empty for the whole
 */
public record Payload(JsonNode json, String pointer) {

    public static Payload of(JsonNode json) {
        return new Payload(json, "");
    }

    /** A text or a number that the vendor documents. */
    String text(String at) {
        return find(at).orElseThrow(() -> new UnreadableDelivery(pointer + at, "is required"));
    }

    /** A text or a number as text; empty where it is absent, null or without a character. */
    Optional<String> find(String at) {
        var value = json.at(at);
        return value.isTextual() || value.isNumber()
                ? Optional.of(value.asText()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    boolean isTrue(String at) {
        return json.at(at).asBoolean(false);
    }

    /** The parts of a list; none where it is absent. */
    List<Payload> elements(String at) {
        var list = json.at(at);
        var parts = new ArrayList<Payload>();
        for (int i = 0; list.isArray() && i < list.size(); i++) {
            parts.add(new Payload(list.get(i), pointer + at + "/" + i));
        }
        return parts;
    }

    /** The texts of a list. */
    List<String> texts(String at) {
        return json.at(at).valueStream().map(JsonNode::asText).toList();
    }
}
