package dev.milepost.events.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.events.contract.Envelope;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event before it is assigned to services. Its id is built from the vendor's id of the fact and not of the delivery,
 * so a second delivery, by this or another webhook of the vendor, is a duplicate.
 */
final class EventDraft {

    private static final String PREFIX = "dev.milepost.";

    private final String type;
    private final String id;
    private final String time;
    private final ObjectNode data = JsonNodeFactory.instance.objectNode();

    EventDraft(String type, String id, String time) {
        this.type = type;
        this.id = id;
        this.time = time;
    }

    String type() {
        return type;
    }

    String id() {
        return id;
    }

    /** The time of the event, as the vendor wrote it. */
    String time() {
        return time;
    }

    EventDraft with(String field, String value) {
        data.put(field, value);
        return this;
    }

    EventDraft with(String field, Optional<String> value) {
        value.ifPresent(text -> data.put(field, text));
        return this;
    }

    EventDraft with(String field, List<String> values) {
        var list = data.putArray(field);
        values.forEach(list::add);
        return this;
    }

    EventDraft with(String field, long value) {
        data.put(field, value);
        return this;
    }

    EventDraft with(String field, boolean value) {
        data.put(field, value);
        return this;
    }

    boolean isTrue(String field) {
        return data.path(field).asBoolean(false);
    }

    /** The texts of a list, or the one text of a field; empty if there is none. */
    List<String> texts(String field) {
        var value = data.path(field);
        return value.isArray()
                ? value.valueStream().map(JsonNode::asText).toList()
                : value.isTextual() ? List.of(value.textValue()) : List.of();
    }

    EventDraft without(String field) {
        data.remove(field);
        return this;
    }

    /** Returns a copy with another id. */
    EventDraft renamed(String other) {
        var copy = new EventDraft(type, other, time);
        copy.data.setAll(data);
        return copy;
    }

    /** Reads what {@link #toJson} wrote. */
    static EventDraft of(JsonNode json) {
        var draft = new EventDraft(
                json.path("type").asText(),
                json.path("id").asText(),
                json.path("time").asText());
        json.path("data").properties().forEach(field -> draft.data.set(field.getKey(), field.getValue()));
        return draft;
    }

    JsonNode toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", type)
                .put("id", id)
                .put("time", time)
                .set("data", data);
    }

    /**
     * The event for one service.
     *
     * @param delivery the vendor's id of the delivery, stored so that the delivery can be found at the vendor; null if
     *     it has none
     */
    Envelope toEvent(String source, String service, @Nullable String delivery) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("specversion", "1.0");
        attributes.put("id", id + "/" + service);
        attributes.put("source", source);
        attributes.put("type", PREFIX + type);
        attributes.put("time", time);
        attributes.put("datacontenttype", "application/json");
        if (delivery != null) {
            attributes.put("webhookdelivery", delivery);
        }
        var body = data.deepCopy().put("service_id", service);
        return Envelope.of(attributes, body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
