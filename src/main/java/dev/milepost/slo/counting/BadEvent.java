package dev.milepost.slo.counting;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.milepost.slo.objectives.SliEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A bad outcome with the events that decided it.
 *
 * @param at the time at which the outcome is counted
 * @param correlationIds the correlation ids of the events, without duplicates
 * @param correctedBy the corrections that exclude the outcome; empty if it is counted
 */
public record BadEvent(UUID key, Instant at, List<String> correlationIds, List<Cause> events, List<UUID> correctedBy) {

    /**
     * An event of the log that decided the outcome.
     *
     * @param data JSON as text, since a tree takes many times the heap; null if there is none
     */
    public record Cause(
            String source,
            String id,
            String type,
            Instant time,
            @JsonRawValue @Nullable String data) {

        static Cause of(SliEvent event) {
            var data = event.data();
            return new Cause(
                    event.source(),
                    event.id(),
                    event.type(),
                    event.time(),
                    data.isMissingNode() ? null : data.toString());
        }
    }

    static BadEvent of(UUID key, Instant at, List<SliEvent> events, List<UUID> correctedBy) {
        return new BadEvent(
                key,
                at,
                events.stream()
                        .map(BadEvent::correlation)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList(),
                events.stream().map(Cause::of).toList(),
                correctedBy);
    }

    /** The approximate size of the data of its events. */
    public long bytes() {
        return events.stream()
                .mapToLong(event -> event.data() == null ? 0 : event.data().length())
                .sum();
    }

    private static @Nullable String correlation(SliEvent event) {
        return event.correlation();
    }
}
