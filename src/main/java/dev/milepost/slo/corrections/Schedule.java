package dev.milepost.slo.corrections;

import dev.milepost.slo.objectives.TimeRange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a correction holds.
 *
 * @param first of whole minutes
 * @param recurrence null where it holds once
 */
public record Schedule(TimeRange first, @Nullable Recurrence recurrence) {

    /**
     * Each time that it holds, in order. All last exactly as long as the first, which is what RFC 5545, section 3.8.5.3
     * says of events that have an end.
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

    /** When it holds no more. */
    Instant end() {
        var ranges = ranges();
        return ranges.get(ranges.size() - 1).to();
    }
}
