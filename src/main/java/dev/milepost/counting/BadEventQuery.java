package dev.milepost.counting;

import dev.milepost.corrections.CorrectedTime;
import dev.milepost.objectives.Range;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Which bad events are asked for.
 *
 * @param before where the page before ended, with {@code beforeKey}
 */
public record BadEventQuery(String slo, Range range, Instant before, UUID beforeKey, int limit, Taken taken) {

    /**
     * What corrections took out.
     *
     * @param asked whether it is asked for as well
     */
    public record Taken(CorrectedTime time, boolean asked) {

        List<Range> leftOut() {
            return asked ? List.of() : time.ranges();
        }
    }
}
