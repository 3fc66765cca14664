package dev.milepost.alerts;

import dev.milepost.alerts.Observation.Verdict;
import dev.milepost.alerts.Observation.Wanted;
import dev.milepost.objectives.State;
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
final class BudgetSignals {

    /** What one event takes, rounded up: the margin may be wider than it need be, never narrower. */
    private static final MathContext ROUNDED = new MathContext(16, RoundingMode.UP);

    private final List<BigDecimal> thresholds;
    private final BigDecimal margin;

    /** Both in percent. */
    BudgetSignals(List<BigDecimal> thresholds, BigDecimal margin) {
        this.thresholds = thresholds.stream()
                .map(BigDecimal::stripTrailingZeros)
                .distinct()
                .toList();
        this.margin = margin;
    }

    List<Observation> of(Watched watched) {
        return thresholds.stream().map(threshold -> seen(watched, threshold)).toList();
    }

    private Observation seen(Watched watched, BigDecimal threshold) {
        var verdict = verdict(watched, threshold);
        var nothing = watched.evaluation().state() == State.NO_DATA;
        var over = nothing ? Reason.NO_DATA : Reason.BUDGET_REGAINED;
        return new Observation(
                watched.signal(Signal.Kind.ERROR_BUDGET, threshold.toPlainString()),
                verdict,
                verdict == Verdict.OVER ? over : null,
                watched.definition(),
                Wanted.BOTH,
                Facts.of(watched, threshold));
    }

    private Verdict verdict(Watched watched, BigDecimal threshold) {
        var budget = watched.evaluation().budget();
        var ratio = budget.remainingRatio();
        if (ratio == null || budget.bad().signum() == 0) {
            return Verdict.OVER;
        }
        var remaining = ratio.movePointRight(2);
        if (remaining.compareTo(threshold) <= 0) {
            var single = watched.evaluation().state() == State.INSUFFICIENT_DATA;
            return single ? Verdict.HELD : Verdict.RAISED;
        }
        var oneEvent = BigDecimal.valueOf(100).divide(budget.allowed(), ROUNDED);
        return remaining.compareTo(threshold.add(margin.max(oneEvent))) > 0 ? Verdict.OVER : Verdict.HELD;
    }
}
