package dev.milepost.slo.objectives;

import dev.milepost.slo.objectives.Evaluation.EvaluationTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A target and how it is measured.
 *
 * @param timeSlicing empty if events are counted
 */
public record Objective(String displayName, Target target, Optional<TimeSlicing> timeSlicing) {

    /** Returns unique names of the objectives of one SLO, in their order: the display names where they are set. */
    public static List<String> names(List<Objective> objectives) {
        return DistinctNames.of(objectives.stream()
                .map(objective -> objective.displayName().isBlank() ? "objective" : objective.displayName())
                .toList());
    }

    /** Measures a range. For {@code origin} and {@code since} see {@link TimeSlicing}. */
    SliMeasurement measure(CountSeries series, TimeRange range, Instant origin, Instant since) {
        return timeSlicing
                .map(slices -> slices.measure(series, range, origin, since))
                .orElseGet(() -> SliMeasurement.of(series.validCounts(range)));
    }

    /**
     * Returns the latest range of a length. It consists of the whole minutes that cover the length to the second; with
     * time slices, of complete slices, at least one.
     */
    TimeRange lastRange(Duration length, EvaluationTime time, Instant origin) {
        if (timeSlicing.isEmpty()) {
            return time.last(length);
        }
        var slice = timeSlicing.get().window();
        return TimeRange.endingAt(
                timeSlicing.get().lastEnd(time.clock(), origin), length.compareTo(slice) < 0 ? slice : length);
    }
}
