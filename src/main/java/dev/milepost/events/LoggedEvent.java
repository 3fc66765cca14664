package dev.milepost.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event of the history, as answers show it.
 *
 * @param data null where it is not JSON
 */
public record LoggedEvent(
        UUID identity,
        String source,
        String id,
        String type,
        boolean golden,
        Instant time,
        Instant receivedAt,
        @Nullable String service,
        Map<String, String> extensions,
        @Nullable JsonNode data) {

    public static LoggedEvent of(GoldenEvent event) {
        return new LoggedEvent(
                event.identity(),
                event.source(),
                event.id(),
                event.type(),
                event.golden(),
                event.time(),
                event.receivedAt(),
                event.service(),
                event.extensions(),
                event.data().isMissingNode() ? null : event.data());
    }
}
