package dev.milepost.events.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.collections.Copies;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A validated event. CDEvents that map to a golden type are already in the form of that type.
 *
 * @param identity the hash of {@code source} and {@code id}, which together are the event's identity
 * @param type the golden type without its prefix, such as {@code deploy.completed}; the full type if it is unknown
 * @param golden whether {@code type} is a golden type; its data then satisfies the schema of the type
 * @param time when the fact happened, truncated to microseconds
 * @param receivedAt when the broker stored the event
 * @param service the service of the event as {@link ServiceName} has it; null if it names none
 * @param extensions the CloudEvents extension attributes, as text
 * @param data the body; a missing node if it is not JSON
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
        extensions = Copies.map(extensions);
    }

    /**
     * Returns a field of the data as text, with numbers converted; empty if the field is absent, null, an object or an
     * array.
     */
    public Optional<String> text(String field) {
        var value = data.path(field);
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
    }

    /** Returns a field of the data that is a list of texts; empty if the field is absent or not an array. */
    public Optional<List<String>> texts(String field) {
        var value = data.path(field);
        if (!value.isArray()) {
            return Optional.empty();
        }
        return Optional.of(value.valueStream().map(JsonNode::asText).toList());
    }
}
