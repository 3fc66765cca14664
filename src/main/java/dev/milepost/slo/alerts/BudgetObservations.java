package dev.milepost.slo.alerts;

import dev.milepost.slo.alerts.AlertObservation.AlertCondition;
import dev.milepost.slo.alerts.AlertObservation.NotifyOn;
import dev.milepost.slo.objectives.ObjectiveState;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * Observes which thresholds of an error budget have been reached.
 *
 * <p>One event more or less must not raise an alert and end it again. So an alert ends only if the remaining budget
 * exceeds the threshold by more than the margin, and by more than the share of one event. Then one more bad event
 * cannot reach the threshold. A budget without bad events ends every alert. While a single event decides, no alert is
 * raised.
 */
final class BudgetObservations {

    /** The share of one event is rounded up. The margin can be wider than necessary, but never narrower. */
    private static final MathContext ROUNDED = new MathContext(16, RoundingMode.UP);

    private final List<BigDecimal> thresholds;
    private final BigDecimal margin;

    /**
     * @param thresholds in percent of the budget
     * @param margin in percentage points
     */
    BudgetObservations(List<BigDecimal> thresholds, BigDecimal margin) {
        this.thresholds = thresholds.stream()
                .map(BigDecimal::stripTrailingZeros)
                .distinct()
                .toList();
        this.margin = margin;
    }

    List<AlertObservation> of(WatchedObjective watched) {
        return thresholds.stream().map(threshold -> observe(watched, threshold)).toList();
    }

    private AlertObservation observe(WatchedObjective watched, BigDecimal threshold) {
        var condition = condition(watched, threshold);
        var nothing = watched.evaluation().state() == ObjectiveState.NO_DATA;
        var endReason = nothing ? EndReason.NO_DATA : EndReason.BUDGET_REGAINED;
        return new AlertObservation(
                watched.key(AlertKey.Kind.ERROR_BUDGET, threshold.toPlainString()),
                condition,
                condition == AlertCondition.ENDED ? endReason : null,
                watched.definition(),
                NotifyOn.BOTH,
                AlertDetails.of(watched, threshold));
    }

    private AlertCondition condition(WatchedObjective watched, BigDecimal threshold) {
        var budget = watched.evaluation().budget();
        var ratio = budget.remainingRatio();
        if (ratio == null || budget.bad().signum() == 0) {
            return AlertCondition.ENDED;
        }
        var remaining = ratio.movePointRight(2);
        if (remaining.compareTo(threshold) <= 0) {
            var single = watched.evaluation().state() == ObjectiveState.INSUFFICIENT_DATA;
            return single ? AlertCondition.UNDECIDED : AlertCondition.RAISED;
        }
        var oneEvent = BigDecimal.valueOf(100).divide(budget.allowed(), ROUNDED);
        return remaining.compareTo(threshold.add(margin.max(oneEvent))) > 0
                ? AlertCondition.ENDED
                : AlertCondition.UNDECIDED;
    }
}
