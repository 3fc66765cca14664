package dev.milepost.slo.counting;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.slo.objectives.SliEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that was bad, and the events that made it so.
 *
 * @param at when it counts
 * @param correlationIds of the changes that the events name
 * @param correctedBy the corrections that take it out; none where it counts
 */
public record BadEvent(UUID key, Instant at, List<String> correlationIds, List<Cause> events, List<UUID> correctedBy) {

    /** An event of the log. */
    public record Cause(String source, String id, String type, Instant time, JsonNode data) {}

    static BadEvent of(UUID key, Instant at, List<SliEvent> events, List<UUID> correctedBy) {
        return new BadEvent(
                key,
                at,
                events.stream()
                        .map(BadEvent::correlation)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList(),
                events.stream()
                        .map(event -> new Cause(event.source(), event.id(), event.type(), event.time(), event.data()))
                        .toList(),
                correctedBy);
    }

    private static @Nullable String correlation(SliEvent event) {
        return event.correlation();
    }
}
