package dev.milepost.slo.corrections;

import dev.milepost.slo.objectives.TimeRange;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a correction applies.
 *
 * @param first the first occurrence, in whole minutes
 * @param recurrence null if it occurs once
 */
public record Schedule(TimeRange first, @Nullable Recurrence recurrence) implements Comparable<Schedule> {

    private static final Comparator<Schedule> ORDER = Comparator.comparing(
                    (Schedule schedule) -> schedule.first().from())
            .thenComparing(schedule -> schedule.first().to())
            .thenComparing(Schedule::recurrence, Comparator.nullsFirst(Comparator.naturalOrder()));

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
