package dev.milepost.slo.status;

import dev.milepost.slo.attribution.GroupEvaluator.GroupStatus;
import dev.milepost.slo.attribution.TrafficShare;
import dev.milepost.slo.objectives.ErrorBudget;
import dev.milepost.slo.objectives.Evaluation;
import dev.milepost.slo.objectives.ObjectiveState;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The status of an SLO for one group of a dimension, over its window.
 *
 * @param key the group; null if it is not a single one
 * @param keys the number of groups: 1, more if the groups with the fewest events are merged, 0 for events without a
 * value
 * @param share its part in the bad events and in all events of the window
 */
record GroupView(@Nullable String key, int keys, TrafficShare share, List<GroupObjective> objectives) {

    static List<GroupView> of(List<GroupStatus> groups) {
        var shares = TrafficShare.of(groups);
        return IntStream.range(0, groups.size())
                .mapToObj(i -> of(groups.get(i), shares.get(i)))
                .toList();
    }

    private static GroupView of(GroupStatus group, TrafficShare share) {
        return new GroupView(
                group.key(),
                group.keys(),
                share,
                group.objectives().stream().map(GroupObjective::of).toList());
    }

    /** As the objective of the whole SLO, except that empty time slices belong to no group. */
    record GroupObjective(
            String displayName,
            BigDecimal target,
            ObjectiveView.EventCounts events,
            String unit,
            BigDecimal valid,
            BigDecimal good,
            BigDecimal bad,
            @Nullable BigDecimal sli,
            ObjectiveView.@Nullable IntervalBounds interval,
            ObjectiveState state,
            Spent budget) {

        static GroupObjective of(Evaluation evaluation) {
            var interval = evaluation.interval();
            return new GroupObjective(
                    evaluation.objective().displayName(),
                    evaluation.target().ratio(),
                    ObjectiveView.EventCounts.of(evaluation.counts()),
                    evaluation.slices() ? "time_slices" : "events",
                    evaluation.measure().valid(),
                    evaluation.measure().good(),
                    evaluation.measure().bad(),
                    evaluation.sli(),
                    interval == null ? null : new ObjectiveView.IntervalBounds(interval.low(), interval.high()),
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

        static Spent of(ErrorBudget budget) {
            return new Spent(
                    budget.allowed(),
                    budget.bad(),
                    budget.remaining(),
                    budget.consumedRatio(),
                    budget.remainingRatio());
        }
    }
}
