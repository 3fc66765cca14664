package dev.milepost.delivery;

import java.time.Instant;
import java.util.Comparator;

/**
 * When something was said and by which event: the order in which the latest of several sayings wins (metrics.md,
 * Entities: by time, ties by the greater event id; the source decides between events of the same id).
 *
 * @param by the event's id and source
 */
record Saying(Instant at, String by) implements Comparable<Saying> {

    private static final Comparator<Saying> ORDER =
            Comparator.comparing(Saying::at).thenComparing(Saying::by);

    static Saying of(Instant at, String eventId, String source) {
        // U+0001 sorts before anything that an id is made of, so that ids are compared before sources.
        return new Saying(at, eventId + '\u0001' + source);
    }

    @Override
    public int compareTo(Saying other) {
        return ORDER.compare(this, other);
    }
}
