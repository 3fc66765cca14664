package dev.milepost.slo.alerts;

import dev.milepost.slo.alerts.AlertObservation.AlertCondition;
import dev.milepost.slo.alerts.AlertObservation.NotifyOn;
import dev.milepost.slo.objectives.ObjectiveState;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * Which thresholds of an error budget are reached.
 *
 * <p>One event more or less must not tell and take back again. So a threshold is left behind only when more remains than
 * it and a margin, and than it and what one event takes: after that, one more bad event cannot reach it. A budget that
 * nothing is taken of leaves every threshold. While a single event decides, nothing new is told.
 */
final class BudgetObservations {

    /** What one event takes, rounded up: the margin may be wider than it need be, never narrower. */
    private static final MathContext ROUNDED = new MathContext(16, RoundingMode.UP);

    private final List<BigDecimal> thresholds;
    private final BigDecimal margin;

    /** Both in percent. */
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
