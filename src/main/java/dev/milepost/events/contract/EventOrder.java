package dev.milepost.events.contract;

import java.time.Instant;
import java.util.Comparator;

/**
 * The time and key of an event. If several events set a value, the latest in this order wins (docs/metrics.md,
 * Entities): by time, ties by the greater event id, and for the same id by source.
 *
 * @param eventKey the event's id and source
 */
public record EventOrder(Instant time, String eventKey) implements Comparable<EventOrder> {

    private static final Comparator<EventOrder> ORDER =
            Comparator.comparing(EventOrder::time).thenComparing(EventOrder::eventKey);

    public static EventOrder of(GoldenEvent event) {
        return of(event.time(), event.id(), event.source());
    }

    public static EventOrder of(Instant at, String eventId, String source) {
        // U+0001 sorts before every character of an id, so ids are compared before sources.
        return new EventOrder(at, eventId + '\u0001' + source);
    }

    @Override
    public int compareTo(EventOrder other) {
        return ORDER.compare(this, other);
    }
}
