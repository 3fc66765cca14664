package dev.milepost.slo.objectives;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An event, as far as indicators read it.
 *
 * @param type without the prefix, such as {@code scaffold.completed}
 * @param correlation of the change that it is about; null where it names none
 */
public record SliEvent(
        String source,
        String id,
        String type,
        Instant time,
        JsonNode data,
        @Nullable String correlation) {

    /** By time, and what happened at once by identity, so that there is always one order. */
    static final Comparator<SliEvent> IN_TIME =
            Comparator.comparing(SliEvent::time).thenComparing(SliEvent::source).thenComparing(SliEvent::id);

    /** The same event with other data. */
    public SliEvent with(JsonNode other) {
        return new SliEvent(source, id, type, time, other, correlation);
    }
}
