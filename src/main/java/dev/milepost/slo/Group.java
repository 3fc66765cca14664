package dev.milepost.slo;

import dev.milepost.attribution.GroupStanding;
import dev.milepost.objectives.Budget;
import dev.milepost.objectives.Evaluation;
import dev.milepost.objectives.Objective;
import dev.milepost.objectives.State;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an SLO stands for one of the groups of a dimension, over its window.
 *
 * @param key null where it is no single one
 * @param keys how many it is: 1, more where it sums up those with the fewest events, 0 where events name none
 */
record Group(@Nullable String key, int keys, List<OfObjective> objectives) {

    static Group of(GroupStanding group) {
        return new Group(
                group.key(),
                group.keys(),
                group.objectives().stream()
                        .map(one -> OfObjective.of(one.objective(), one.evaluation()))
                        .toList());
    }

    /** As in the answer for all; slices that are silent are nobody's. */
    record OfObjective(
            String displayName,
            BigDecimal target,
            Answer.EventCounts events,
            String unit,
            BigDecimal valid,
            BigDecimal good,
            BigDecimal bad,
            @Nullable BigDecimal sli,
            Answer.@Nullable Bounds interval,
            State state,
            Spent budget) {

        static OfObjective of(Objective objective, Evaluation evaluation) {
            var interval = evaluation.interval();
            return new OfObjective(
                    objective.displayName(),
                    evaluation.target().ratio(),
                    Answer.EventCounts.of(evaluation.counts()),
                    evaluation.slices() ? "time_slices" : "events",
                    evaluation.measure().valid(),
                    evaluation.measure().good(),
                    evaluation.measure().bad(),
                    evaluation.sli(),
                    interval == null ? null : new Answer.Bounds(interval.low(), interval.high()),
                    evaluation.state(),
                    Spent.of(evaluation.budget()));
        }
    }

    record Spent(
            BigDecimal allowed,
            BigDecimal consumed,
            BigDecimal remaining,
            @Nullable BigDecimal consumedRatio,
            @Nullable BigDecimal remainingRatio) {

        static Spent of(Budget budget) {
            return new Spent(
                    budget.allowed(),
                    budget.bad(),
                    budget.remaining(),
                    budget.consumedRatio(),
                    budget.remainingRatio());
        }
    }
}
