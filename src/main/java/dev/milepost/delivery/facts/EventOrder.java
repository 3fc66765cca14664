package dev.milepost.delivery.facts;

import java.time.Instant;
import java.util.Comparator;

/**
 * The time and key of an event. If several events set a value, the latest in this order wins (docs/metrics.md,
 * Entities): by time, ties by the greater event id, and for the same id by source.
 *
 * @param eventKey the event's id and source
 */
record EventOrder(Instant time, String eventKey) implements Comparable<EventOrder> {

    private static final Comparator<EventOrder> ORDER =
            Comparator.comparing(EventOrder::time).thenComparing(EventOrder::eventKey);

    static EventOrder of(Instant at, String eventId, String source) {
        // U+0001 sorts before every character of an id, so ids are compared before sources.
        return new EventOrder(at, eventId + '\u0001' + source);
    }

    @Override
    public int compareTo(EventOrder other) {
        return ORDER.compare(this, other);
    }
}
