package dev.milepost.corrections;

import dev.milepost.objectives.Range;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Ranges as sets of time. */
final class Ranges {

    private Ranges() {}

    /** Sorted, and none touching another, so that each moment is in one. */
    static List<Range> merged(Collection<Range> ranges) {
        var merged = new ArrayList<Range>();
        for (var range :
                ranges.stream().sorted(Comparator.comparing(Range::from)).toList()) {
            var last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last == null || last.to().isBefore(range.from())) {
                merged.add(range);
            } else if (last.to().isBefore(range.to())) {
                merged.set(merged.size() - 1, new Range(last.from(), range.to()));
            }
        }
        return merged;
    }

    /** Whether they have a moment in common. */
    static boolean meet(Range one, Range other) {
        return one.from().isBefore(other.to()) && other.from().isBefore(one.to());
    }

    /** What of a range lies within another that it meets. */
    static Range within(Range range, Range other) {
        return new Range(
                range.from().isAfter(other.from()) ? range.from() : other.from(),
                range.to().isBefore(other.to()) ? range.to() : other.to());
    }
}
