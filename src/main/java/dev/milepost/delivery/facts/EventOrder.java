package dev.milepost.delivery.facts;

import java.time.Instant;
import java.util.Comparator;

/**
 * When something was said and by which event: the order in which the latest of several sayings wins (docs/metrics.md,
 * Entities: by time, ties by the greater event id; the source decides between events of the same id).
 *
 * @param eventKey the event's id and source
 */
record EventOrder(Instant time, String eventKey) implements Comparable<EventOrder> {

    private static final Comparator<EventOrder> ORDER =
            Comparator.comparing(EventOrder::time).thenComparing(EventOrder::eventKey);

    static EventOrder of(Instant at, String eventId, String source) {
        // U+0001 sorts before anything that an id is made of, so that ids are compared before sources.
        return new EventOrder(at, eventId + '\u0001' + source);
    }

    @Override
    public int compareTo(EventOrder other) {
        return ORDER.compare(this, other);
    }
}
