package dev.milepost.slo.objectives;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A target, and what is counted for it.
 *
 * @param timeSlicing empty where events are counted
 */
public record Objective(String displayName, Target target, Optional<TimeSlicing> timeSlicing) {

    /** What those of one SLO are told apart by, in their order: their display names where they have one of their own. */
    public static List<String> names(List<Objective> objectives) {
        return DistinctNames.of(objectives.stream()
                .map(objective -> objective.displayName().isBlank() ? "objective" : objective.displayName())
                .toList());
    }

    /** What is counted of a range; of the other two see {@link TimeSlicing}. */
    SliMeasurement measure(CountSeries series, TimeRange range, Instant origin, Instant since) {
        return timeSlicing
                .map(slices -> slices.measure(series, range, origin, since))
                .orElseGet(() -> SliMeasurement.of(series.validCounts(range)));
    }

    /** The range of a length that ended last; a slice is the least that there is. */
    TimeRange lastRange(Duration length, Instant now, Instant origin) {
        if (timeSlicing.isEmpty()) {
            return TimeRange.endingAt(now, length);
        }
        var slice = timeSlicing.get().window();
        return TimeRange.endingAt(timeSlicing.get().lastEnd(now, origin), length.compareTo(slice) < 0 ? slice : length);
    }
}
