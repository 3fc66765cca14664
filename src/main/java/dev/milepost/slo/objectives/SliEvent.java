package dev.milepost.slo.objectives;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an event that indicators read.
 *
 * @param type the type without the prefix, such as {@code scaffold.completed}
 * @param correlation the correlation id of the change; null if the event has none
 */
public record SliEvent(
        String source,
        String id,
        String type,
        Instant time,
        JsonNode data,
        @Nullable String correlation) {

    /** Orders events by time and then by identity, so that the order is always the same. */
    static final Comparator<SliEvent> IN_TIME =
            Comparator.comparing(SliEvent::time).thenComparing(SliEvent::source).thenComparing(SliEvent::id);

    /** Returns the event with other data. */
    public SliEvent with(JsonNode other) {
        return new SliEvent(source, id, type, time, other, correlation);
    }
}
