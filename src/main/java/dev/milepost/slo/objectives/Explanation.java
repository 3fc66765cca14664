package dev.milepost.slo.objectives;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/** Formats an evaluation as a sentence for people. */
final class Explanation {

    private Explanation() {}

    static String of(Evaluation evaluation) {
        if (evaluation.state() == ObjectiveState.NO_DATA) {
            var excluded = evaluation.counts().total();
            return excluded == 0
                    ? "Nothing has been counted in the window, which is neither good nor bad."
                    : "What was counted in the window, %d in all, was excluded, so there is nothing to judge."
                            .formatted(excluded);
        }
        return "%s, %s; %s.".formatted(ratio(evaluation), verdict(evaluation), budget(evaluation));
    }

    private static String ratio(Evaluation evaluation) {
        var interval = Objects.requireNonNull(evaluation.interval());
        return "%s of %s were good (%s, 95 %% interval %s to %s)"
                .formatted(
                        plain(evaluation.measure().good()),
                        plain(evaluation.measure().valid()) + " valid "
                                + (evaluation.slices() ? "time slices" : "events"),
                        Percent.of(Objects.requireNonNull(evaluation.sli())),
                        Percent.of(BigDecimal.valueOf(interval.low())),
                        Percent.of(BigDecimal.valueOf(interval.high())));
    }

    private static String verdict(Evaluation evaluation) {
        var target = Percent.of(evaluation.target().ratio());
        return switch (evaluation.state()) {
            case MET -> "which meets the target of " + target;
            case LIKELY_MET -> "which meets the target of " + target + " as far as so few can tell";
            case LIKELY_BREACHED -> "which misses the target of " + target + " as far as so few can tell";
            case BREACHED -> "which misses the target of " + target;
            default -> "too few to judge a target of " + target + ", as a single one would decide";
        };
    }

    private static String budget(Evaluation evaluation) {
        var budget = evaluation.budget();
        var spent = "%s bad where %s allowed"
                .formatted(
                        plain(budget.bad()) + (budget.bad().compareTo(BigDecimal.ONE) == 0 ? " is" : " are"),
                        plain(budget.allowed()) + (budget.allowed().compareTo(BigDecimal.ONE) == 0 ? " is" : " are"));
        var left = Objects.requireNonNull(budget.remainingRatio());
        if (left.signum() < 0) {
            return spent + ", so the budget is overspent by " + Percent.of(left.negate());
        }
        var until = evaluation.exhaustedAt();
        return spent + ", so " + Percent.of(left) + " of the budget is left"
                + (until == null ? "" : ", until " + until.truncatedTo(ChronoUnit.MINUTES) + " at the current rate");
    }

    static String plain(BigDecimal number) {
        var cut = number.setScale(4, RoundingMode.DOWN).stripTrailingZeros();
        return cut.toPlainString();
    }
}
