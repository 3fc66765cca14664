package dev.milepost.delivery.fourkeys;

import dev.milepost.delivery.facts.DurationSketch;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the changes of a window from facts alone, because no rollup has it.
 *
 * @param stages the stages of the delivered changes
 * @param changes the delivered changes, with lead times from the start of the query
 * @param withoutStart the number of delivered changes without that start
 * @param notYetDelivered the number of changes of the window that nothing has delivered yet; null if they are too many
 *     to be counted
 */
record ChangeDetails(
        Map<Stage, StageSpans> stages,
        MetricCounts.Changes changes,
        long withoutStart,
        @Nullable Long notYetDelivered) {

    /**
     * The durations of a stage.
     *
     * @param missing the number of changes of which either end is unknown
     * @param negative the number of changes with a negative duration
     */
    record StageSpans(DurationStats durations, long missing, long negative) {}

    /**
     * Durations with their exact quantiles.
     *
     * @param quantiles null if there are none
     */
    static DurationStats exact(long count, BigDecimal sum, Double @Nullable [] quantiles) {
        return quantiles == null
                ? DurationStats.NONE
                : new DurationStats(count, sum, DurationSketch.EMPTY, List.of(quantiles));
    }

    ChangeDetails withNotYetDelivered(@Nullable Long count) {
        return new ChangeDetails(stages, changes, withoutStart, count);
    }
}
