package dev.milepost.objectives;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A target, and what is counted for it.
 *
 * @param slicing empty where events are counted
 */
public record Objective(String displayName, Target target, Optional<Slicing> slicing) {

    /** What is counted of a range; of the other two see {@link Slicing}. */
    Measure measure(Series series, Range range, Instant origin, Instant since) {
        return slicing.map(slices -> slices.measure(series, range, origin, since))
                .orElseGet(() -> Measure.of(series.validIn(range)));
    }

    /** The range of a length that ended last; a slice is the least that there is. */
    Range last(Duration length, Instant now, Instant origin) {
        if (slicing.isEmpty()) {
            return Range.before(now, length);
        }
        var slice = slicing.get().window();
        return Range.before(slicing.get().lastEnd(now, origin), length.compareTo(slice) < 0 ? slice : length);
    }
}
