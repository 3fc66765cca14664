package dev.milepost.objectives;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A target, and what is counted for it.
 *
 * @param slicing empty where events are counted
 */
public record Objective(String displayName, Target target, Optional<Slicing> slicing) {

    /** What those of one SLO are told apart by, in their order: their display names where they have one of their own. */
    public static List<String> names(List<Objective> objectives) {
        return DistinctNames.of(objectives.stream()
                .map(objective -> objective.displayName().isBlank() ? "objective" : objective.displayName())
                .toList());
    }

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
