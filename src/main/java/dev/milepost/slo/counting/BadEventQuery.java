package dev.milepost.slo.counting;

import dev.milepost.slo.corrections.ExcludedTime;
import dev.milepost.slo.objectives.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Which bad events are asked for.
 *
 * @param before where the page before ended, with {@code beforeKey}
 */
public record BadEventQuery(
        String slo, TimeRange range, Instant before, UUID beforeKey, int limit, CorrectionFilter correctionFilter) {

    /**
     * What corrections took out.
     *
     * @param listed whether it is asked for as well
     */
    public record CorrectionFilter(ExcludedTime excluded, boolean listed) {

        List<TimeRange> leftOut() {
            return listed ? List.of() : excluded.ranges();
        }
    }
}
