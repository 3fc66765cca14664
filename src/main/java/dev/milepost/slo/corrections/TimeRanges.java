package dev.milepost.slo.corrections;

import dev.milepost.slo.objectives.TimeRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Ranges as sets of time. */
final class TimeRanges {

    private TimeRanges() {}

    /** Sorted, and none touching another, so that each moment is in one. */
    static List<TimeRange> merged(Collection<TimeRange> ranges) {
        var merged = new ArrayList<TimeRange>();
        for (var range :
                ranges.stream().sorted(Comparator.comparing(TimeRange::from)).toList()) {
            var last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last == null || last.to().isBefore(range.from())) {
                merged.add(range);
            } else if (last.to().isBefore(range.to())) {
                merged.set(merged.size() - 1, new TimeRange(last.from(), range.to()));
            }
        }
        return merged;
    }

    /** Whether they have a moment in common. */
    static boolean overlap(TimeRange one, TimeRange other) {
        return one.from().isBefore(other.to()) && other.from().isBefore(one.to());
    }

    /** What of a range lies within another that it meets. */
    static TimeRange intersection(TimeRange range, TimeRange other) {
        return new TimeRange(
                range.from().isAfter(other.from()) ? range.from() : other.from(),
                range.to().isBefore(other.to()) ? range.to() : other.to());
    }
}
