package dev.milepost.slo.corrections;

import dev.milepost.slo.objectives.TimeRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Set operations on time ranges. */
final class TimeRanges {

    private TimeRanges() {}

    /**
     * Returns the union: sorted, neither overlapping nor adjacent, so that each point in time is in at most one range.
     */
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

    /** Returns true if the ranges overlap. */
    static boolean overlap(TimeRange one, TimeRange other) {
        return one.from().isBefore(other.to()) && other.from().isBefore(one.to());
    }

    /** Returns the intersection of two ranges that overlap. */
    static TimeRange intersection(TimeRange range, TimeRange other) {
        return new TimeRange(
                range.from().isAfter(other.from()) ? range.from() : other.from(),
                range.to().isBefore(other.to()) ? range.to() : other.to());
    }
}
