package dev.milepost.slo.attribution;

import dev.milepost.slo.objectives.Evaluation;
import dev.milepost.slo.objectives.Objective;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an SLO stands by the events of one of the groups of a dimension.
 *
 * @param key null where it is no single one
 * @param keys how many it is: 1, more where it sums up those with the fewest events, 0 where events name none
 */
public record GroupStatus(@Nullable String key, int keys, List<EvaluatedObjective> objectives) {

    public GroupStatus {
        objectives = List.copyOf(objectives);
    }

    /**
     * One of its objectives.
     *
     * @param evaluation only what it says of the window, whose stretches were counted as one
     */
    public record EvaluatedObjective(Objective objective, Evaluation evaluation) {}
}
