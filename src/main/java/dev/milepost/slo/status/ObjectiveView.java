package dev.milepost.slo.status;

import dev.milepost.slo.objectives.BurnRate;
import dev.milepost.slo.objectives.BurnRateRule.RuleEvaluation;
import dev.milepost.slo.objectives.BurnRateRule.RuleState;
import dev.milepost.slo.objectives.Counts;
import dev.milepost.slo.objectives.DefaultBurnRateRules.OmittedRule;
import dev.milepost.slo.objectives.Evaluation;
import dev.milepost.slo.objectives.ObjectiveState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The status of one objective, as the API returns it.
 *
 * @param unit the unit of good and bad: events or time_slices
 * @param sli null without valid events
 * @param silentSlices the time slices that are bad because they have no events; 0 if events are counted
 * @param omittedRules the rules of the workbook that the window or the target cannot have
 * @param explanation a sentence that summarizes the status
 */
record ObjectiveView(
        String displayName,
        BigDecimal target,
        Instant from,
        Instant to,
        EventCounts events,
        String unit,
        BigDecimal valid,
        BigDecimal good,
        BigDecimal bad,
        @Nullable BigDecimal sli,
        @Nullable IntervalBounds interval,
        ObjectiveState state,
        long silentSlices,
        BudgetLeft budget,
        List<BurnRateStatus> burn,
        List<OmittedRule> omittedRules,
        String explanation) {

    record EventCounts(long total, long valid, long good, long bad, Map<String, Long> excluded) {

        static EventCounts of(Counts counts) {
            return new EventCounts(counts.total(), counts.valid(), counts.good(), counts.bad(), counts.excluded());
        }
    }

    record IntervalBounds(double low, double high) {}

    /**
     * @param basis period if the budget is that of all time slices of a calendar period, else elapsed
     * @param allowedMinutes the budget as a part of the window, in minutes
     * @param remainingMinutes negative if the budget is overspent; null without valid events
     * @param currentBurnRate the burn rate over the latest tenth of the window
     */
    record BudgetLeft(
            String basis,
            BigDecimal allowedMinutes,
            @Nullable BigDecimal remainingMinutes,
            BigDecimal allowed,
            BigDecimal consumed,
            BigDecimal remaining,
            @Nullable BigDecimal consumedRatio,
            @Nullable BigDecimal remainingRatio,
            @Nullable BigDecimal currentBurnRate,
            @Nullable Instant exhaustedAt,
            @Nullable Instant oldestBadLeavesAt) {}

    record BurnRateStatus(
            String rule,
            String severity,
            BigDecimal factor,
            WindowBurnRate longWindow,
            WindowBurnRate shortWindow,
            RuleState state,
            boolean kept,
            long keepFiringSeconds) {

        static BurnRateStatus of(RuleEvaluation ruleEvaluation) {
            var rule = ruleEvaluation.rule();
            return new BurnRateStatus(
                    rule.name(),
                    rule.severity(),
                    rule.factor(),
                    WindowBurnRate.of(rule.longWindow(), ruleEvaluation.overLong()),
                    WindowBurnRate.of(rule.shortWindow(), ruleEvaluation.overShort()),
                    ruleEvaluation.state(),
                    ruleEvaluation.kept(),
                    rule.keepFiringFor().toSeconds());
        }
    }

    record WindowBurnRate(
            long windowSeconds,
            BigDecimal valid,
            BigDecimal bad,
            @Nullable BigDecimal burnRate) {

        static WindowBurnRate of(Duration window, BurnRate burn) {
            return new WindowBurnRate(
                    window.toSeconds(), burn.measure().valid(), burn.measure().bad(), burn.rate());
        }
    }

    static ObjectiveView of(Evaluation evaluation) {
        var measurement = evaluation.measure();
        var interval = evaluation.interval();
        return new ObjectiveView(
                evaluation.objective().displayName(),
                evaluation.target().ratio(),
                evaluation.window().from(),
                evaluation.window().to(),
                EventCounts.of(evaluation.counts()),
                evaluation.slices() ? "time_slices" : "events",
                measurement.valid(),
                measurement.good(),
                measurement.bad(),
                evaluation.sli(),
                interval == null ? null : new IntervalBounds(interval.low(), interval.high()),
                evaluation.state(),
                evaluation.emptySlices(),
                budgetStatus(evaluation),
                evaluation.rules().stream().map(BurnRateStatus::of).toList(),
                evaluation.omittedRules(),
                evaluation.explanation());
    }

    /** Returns the status with a sentence added to the explanation. */
    ObjectiveView withExplanation(String sentence) {
        return sentence.isEmpty()
                ? this
                : new ObjectiveView(
                        displayName,
                        target,
                        from,
                        to,
                        events,
                        unit,
                        valid,
                        good,
                        bad,
                        sli,
                        interval,
                        state,
                        silentSlices,
                        budget,
                        burn,
                        omittedRules,
                        explanation + sentence);
    }

    private static BudgetLeft budgetStatus(Evaluation evaluation) {
        var budget = evaluation.budget();
        var minutes = evaluation
                .target()
                .budget()
                .multiply(BigDecimal.valueOf(evaluation.window().length().toMinutes()));
        var remaining = budget.remainingRatio();
        return new BudgetLeft(
                evaluation.budgetOfPeriod() ? "period" : "elapsed",
                minutes,
                remaining == null ? null : remaining.multiply(minutes),
                budget.allowed(),
                budget.bad(),
                budget.remaining(),
                budget.consumedRatio(),
                budget.remainingRatio(),
                evaluation.currentRate().rate(),
                evaluation.exhaustedAt(),
                evaluation.oldestBadLeavesAt());
    }
}
