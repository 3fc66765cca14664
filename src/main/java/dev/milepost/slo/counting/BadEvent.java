package dev.milepost.slo.counting;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.milepost.slo.objectives.CompositeIndicator.Part;
import dev.milepost.slo.objectives.CompositeSlices.BadRun;
import dev.milepost.slo.objectives.DurationShorthand;
import dev.milepost.slo.objectives.SliEvent;
import dev.milepost.slo.objectives.TimeRange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A bad outcome with the events that decided it, time slices that are bad because they have no events, or those of a
 * composite SLO.
 *
 * @param at the time at which the outcome is counted; for time slices, when they began
 * @param until when time slices ended; null for an outcome of events
 * @param reason why it is bad, in a sentence
 * @param correlationIds the correlation ids of the events, without duplicates
 * @param correctedBy the corrections that exclude the outcome; empty if it is counted
 */
public record BadEvent(
        UUID key,
        Instant at,
        @Nullable Instant until,
        String reason,
        List<String> correlationIds,
        List<Cause> events,
        List<UUID> correctedBy) {

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

    /**
     * Returns consecutive time slices that are bad because they have no events.
     *
     * @param slice the length of a slice
     */
    public static BadEvent silence(String slo, TimeRange range, Duration slice) {
        long slices = range.length().dividedBy(slice);
        return new BadEvent(
                UUID.nameUUIDFromBytes((slo + "\0" + range.from()).getBytes(StandardCharsets.UTF_8)),
                range.from(),
                range.to(),
                slices == 1
                        ? "The time slice has no events."
                        : "%d time slices of %s have no events.".formatted(slices, DurationShorthand.of(slice)),
                List.of(),
                List.of(),
                List.of());
    }

    /** Returns consecutive time slices of a composite SLO that are bad because of the same parts. */
    public static BadEvent slices(String slo, BadRun run) {
        var range = run.range();
        return new BadEvent(
                UUID.nameUUIDFromBytes((slo + "\0" + range.from()).getBytes(StandardCharsets.UTF_8)),
                range.from(),
                range.to(),
                "Bad parts: %s.".formatted(run.parts().stream().map(Part::label).collect(Collectors.joining(", "))),
                List.of(),
                List.of(),
                List.of());
    }

    static BadEvent of(UUID key, Instant at, String reason, List<SliEvent> events, List<UUID> correctedBy) {
        return new BadEvent(
                key,
                at,
                null,
                reason,
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
