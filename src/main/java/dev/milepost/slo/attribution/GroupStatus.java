package dev.milepost.slo.attribution;

import dev.milepost.slo.objectives.Evaluation;
import dev.milepost.slo.objectives.Objective;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The status of an SLO for the events of one group of a dimension.
 *
 * @param key the group; null if it is not a single one
 * @param keys the number of groups: 1, more if the groups with the fewest events are merged, 0 for events without a
 * value
 */
public record GroupStatus(@Nullable String key, int keys, List<EvaluatedObjective> objectives) {

    public GroupStatus {
        objectives = List.copyOf(objectives);
    }

    /**
     * An objective with its evaluation.
     *
     * @param evaluation only its values for the whole window are valid, because each part of the window was counted as
     * one step
     */
    public record EvaluatedObjective(Objective objective, Evaluation evaluation) {}
}
