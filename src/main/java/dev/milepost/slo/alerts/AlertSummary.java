package dev.milepost.slo.alerts;

import dev.milepost.slo.objectives.BurnRateRule.RuleEvaluation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Formats an alert as a sentence for people. */
final class AlertSummary {

    private static final int DECIMALS = 2;

    private AlertSummary() {}

    static String of(WatchedObjective watched, String rule, RuleEvaluation ruleEvaluation) {
        return "The error budget of %s burns %s over %s and %s over %s. Rule %s alerts above %s. %s"
                .formatted(
                        watched.status().slo().name(),
                        times(ruleEvaluation.overLong().rate()),
                        length(ruleEvaluation.rule().longWindow()),
                        times(ruleEvaluation.overShort().rate()),
                        length(ruleEvaluation.rule().shortWindow()),
                        rule,
                        ruleEvaluation.rule().factor().toPlainString(),
                        watched.evaluation().explanation());
    }

    static String of(WatchedObjective watched, BigDecimal threshold) {
        var remaining = watched.evaluation().budget().remainingRatio();
        return "%s of the error budget of %s remains. The alert threshold is %s %%. %s"
                .formatted(
                        remaining == null ? "An unknown part" : cut(remaining.movePointRight(2)) + " %",
                        watched.status().slo().name(),
                        threshold.toPlainString(),
                        watched.evaluation().explanation());
    }

    static String ofData(WatchedObjective watched) {
        var flow = watched.status().flow();
        var name = watched.status().slo().name();
        if (flow.lastEventAt() == null) {
            return "No event of %s has come. %s"
                    .formatted(name, watched.evaluation().explanation());
        }
        var expected =
                flow.missingSince() == null ? "" : " The next one was expected by %s.".formatted(flow.missingSince());
        return "The last event of %s came at %s.%s %s"
                .formatted(
                        name, flow.lastEventAt(), expected, watched.evaluation().explanation());
    }

    private static String times(@Nullable BigDecimal rate) {
        return rate == null ? "at an unknown rate" : "at " + cut(rate) + " times the allowed rate";
    }

    private static String cut(BigDecimal number) {
        return number.setScale(DECIMALS, RoundingMode.DOWN).stripTrailingZeros().toPlainString();
    }

    /** Formats a duration in the largest unit that divides it. */
    private static String length(Duration length) {
        if (length.toMinutes() % Duration.ofDays(1).toMinutes() == 0) {
            return length.toDays() + " d";
        }
        return length.toMinutes() % Duration.ofHours(1).toMinutes() == 0
                ? length.toHours() + " h"
                : length.toMinutes() + " min";
    }
}
