package dev.milepost.slo.corrections;

import dev.milepost.slo.objectives.TimeRange;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a correction applies.
 *
 * @param first the first occurrence, in whole minutes; it ends at {@link #OPEN_END} while the correction is open
 * @param recurrence null if it occurs once
 */
public record Schedule(TimeRange first, @Nullable Recurrence recurrence) implements Comparable<Schedule> {

    /** The end of a correction that has none yet: a time after any window. Milliseconds since the epoch can represent it. */
    static final Instant OPEN_END = Instant.parse("9999-12-31T00:00:00Z");

    private static final Comparator<Schedule> ORDER = Comparator.comparing(
                    (Schedule schedule) -> schedule.first().from())
            .thenComparing(schedule -> schedule.first().to())
            .thenComparing(Schedule::recurrence, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** Returns true if it lasts until it is closed. */
    public boolean isOpen() {
        return first.to().equals(OPEN_END);
    }

    /**
     * Returns all occurrences in order. All last exactly as long as the first, as RFC 5545, section 3.8.5.3 defines for
     * events with an end.
     */
    List<TimeRange> ranges() {
        if (recurrence == null) {
            return List.of(first);
        }
        var length = first.length();
        return recurrence.starts(first.from()).stream()
                .map(start -> new TimeRange(start, start.plus(length)))
                .toList();
    }

    /** Returns the end of the last occurrence. */
    Instant end() {
        var ranges = ranges();
        return ranges.get(ranges.size() - 1).to();
    }

    @Override
    public int compareTo(Schedule other) {
        return ORDER.compare(this, other);
    }
}
