package dev.milepost.slo.counting;

import dev.milepost.slo.corrections.ExcludedTime;
import dev.milepost.slo.objectives.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A query for one page of the bad events of an SLO.
 *
 * @param before the time of the last bad event of the previous page; {@code beforeKey} breaks ties
 */
public record BadEventQuery(
        String slo, TimeRange range, Instant before, UUID beforeKey, int limit, CorrectionFilter correctionFilter) {

    /**
     * Decides whether bad events that corrections exclude are listed.
     *
     * @param listed true to list excluded bad events too
     */
    public record CorrectionFilter(ExcludedTime excluded, boolean listed) {

        List<TimeRange> excludedRanges() {
            return listed ? List.of() : excluded.ranges();
        }
    }
}
