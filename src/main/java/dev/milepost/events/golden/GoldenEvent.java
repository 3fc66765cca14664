package dev.milepost.events.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One fact as it entered, read and checked. CDEvents that map onto a golden type are already in that type's words.
 *
 * @param identity the hash of {@code source} and {@code id}, which together are the event's identity
 * @param type the golden type without its prefix, such as {@code deploy.completed}; of an unknown type the whole of it
 * @param golden whether {@code type} is a golden type, its data checked by that type's schema
 * @param time when the fact happened, in microseconds (finer parts are cut off)
 * @param receivedAt when the broker took it in
 * @param service the service that it is about; null where it names none
 * @param extensions the CloudEvents extension attributes, as text
 * @param data the body; a missing node where it is not JSON
 */
public record GoldenEvent(
        UUID identity,
        String source,
        String id,
        String type,
        boolean golden,
        Instant time,
        Instant receivedAt,
        @Nullable String service,
        Map<String, String> extensions,
        JsonNode data) {

    public GoldenEvent {
        extensions = Map.copyOf(extensions);
    }

    /** A field of the data as text; numbers are written out; empty where it is absent, null or not a value. */
    public Optional<String> text(String field) {
        var value = data.path(field);
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
    }

    /** A field of the data that holds a list of texts; empty where the field is absent or null. */
    public Optional<List<String>> texts(String field) {
        var value = data.path(field);
        if (!value.isArray()) {
            return Optional.empty();
        }
        return Optional.of(value.valueStream().map(JsonNode::asText).toList());
    }
}
