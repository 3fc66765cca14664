package dev.milepost.slo.objectives;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/** Formats an evaluation as a sentence for people. */
public final class Explanation {

    private Explanation() {}

    static String of(Evaluation evaluation) {
        if (evaluation.state() == ObjectiveState.NO_DATA) {
            var excluded = evaluation.counts().total();
            return excluded == 0
                    ? "No events were counted in the window, so the objective cannot be evaluated."
                    : "All events in the window (%d) were excluded, so the objective cannot be evaluated."
                            .formatted(excluded);
        }
        return "%s, %s; %s.%s"
                .formatted(ratio(evaluation), verdict(evaluation), budget(evaluation), silence(evaluation));
    }

    private static String silence(Evaluation evaluation) {
        long empty = evaluation.emptySlices();
        if (empty == 0) {
            return "";
        }
        return empty == 1
                ? " One of the bad time slices had no events."
                : " %d of the bad time slices had no events.".formatted(empty);
    }

    private static String ratio(Evaluation evaluation) {
        var interval = Objects.requireNonNull(evaluation.interval());
        return "%s of %s were good (%s, 95 %% interval %s to %s)"
                .formatted(
                        plain(evaluation.measure().good()),
                        plain(evaluation.measure().valid()) + " valid "
                                + (evaluation.slices() ? "time slices" : "events"),
                        percent(Objects.requireNonNull(evaluation.sli())),
                        percent(BigDecimal.valueOf(interval.low())),
                        percent(BigDecimal.valueOf(interval.high())));
    }

    private static String verdict(Evaluation evaluation) {
        var target = percent(evaluation.target().ratio());
        return switch (evaluation.state()) {
            case MET -> "which meets the target of " + target;
            case LIKELY_MET -> "which meets the target of " + target + ", but that may be chance";
            case LIKELY_BREACHED -> "which misses the target of " + target + ", but that may be chance";
            case BREACHED -> "which misses the target of " + target;
            default -> "too few to evaluate the target of " + target + ", because a single bad one would decide";
        };
    }

    private static String budget(Evaluation evaluation) {
        var budget = evaluation.budget();
        var spent = "%s bad where %s allowed%s"
                .formatted(
                        plain(budget.bad()) + (budget.bad().compareTo(BigDecimal.ONE) == 0 ? " is" : " are"),
                        plain(budget.allowed()) + (budget.allowed().compareTo(BigDecimal.ONE) == 0 ? " is" : " are"),
                        evaluation.budgetOfPeriod() ? " in the whole period" : "");
        var left = Objects.requireNonNull(budget.remainingRatio());
        if (left.signum() < 0) {
            return spent + ", so the budget is overspent by " + percent(left.negate());
        }
        var until = evaluation.exhaustedAt();
        return spent + ", so " + percent(left) + " of the budget is left"
                + (until == null
                        ? ""
                        : ", which lasts until " + until.truncatedTo(ChronoUnit.MINUTES) + " at the current rate");
    }

    /** Formats a ratio as a percentage. It truncates and does not round, so only a ratio of 1 is 100 %. */
    public static String percent(BigDecimal ratio) {
        return plain(ratio.movePointRight(2)) + " %";
    }

    static String plain(BigDecimal number) {
        var cut = number.setScale(4, RoundingMode.DOWN).stripTrailingZeros();
        return cut.toPlainString();
    }
}
