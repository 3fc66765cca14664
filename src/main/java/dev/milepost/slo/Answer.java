package dev.milepost.slo;

import dev.milepost.objectives.BurnRate;
import dev.milepost.objectives.Counts;
import dev.milepost.objectives.Evaluation;
import dev.milepost.objectives.Objective;
import dev.milepost.objectives.RuleStanding;
import dev.milepost.objectives.RuleState;
import dev.milepost.objectives.State;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one objective stands.
 *
 * @param unit what good and bad are: events or time_slices
 * @param sli null without valid ones
 * @param explanation all of it in a sentence
 */
record Answer(
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
        @Nullable Bounds interval,
        State state,
        BudgetLeft budget,
        List<Burn> burn,
        String explanation) {

    record EventCounts(long total, long valid, long good, long bad, Map<String, Long> excluded) {

        static EventCounts of(Counts counts) {
            return new EventCounts(counts.total(), counts.valid(), counts.good(), counts.bad(), counts.excluded());
        }
    }

    record Bounds(double low, double high) {}

    /** @param currentBurnRate over the latest tenth of the window */
    record BudgetLeft(
            BigDecimal allowed,
            BigDecimal consumed,
            BigDecimal remaining,
            @Nullable BigDecimal consumedRatio,
            @Nullable BigDecimal remainingRatio,
            @Nullable BigDecimal currentBurnRate,
            @Nullable Instant exhaustedAt,
            @Nullable Instant oldestBadLeavesAt) {}

    record Burn(String rule, String severity, BigDecimal factor, Over longWindow, Over shortWindow, RuleState state) {

        static Burn of(RuleStanding standing) {
            var rule = standing.rule();
            return new Burn(
                    rule.name(),
                    rule.severity(),
                    rule.factor(),
                    Over.of(rule.longWindow(), standing.overLong()),
                    Over.of(rule.shortWindow(), standing.overShort()),
                    standing.state());
        }
    }

    record Over(
            long windowSeconds,
            BigDecimal valid,
            BigDecimal bad,
            @Nullable BigDecimal burnRate) {

        static Over of(Duration window, BurnRate burn) {
            return new Over(
                    window.toSeconds(), burn.measure().valid(), burn.measure().bad(), burn.rate());
        }
    }

    static Answer of(Objective objective, Evaluation evaluation) {
        var measure = evaluation.measure();
        var interval = evaluation.interval();
        return new Answer(
                objective.displayName(),
                evaluation.target().ratio(),
                evaluation.window().from(),
                evaluation.window().to(),
                EventCounts.of(evaluation.counts()),
                evaluation.slices() ? "time_slices" : "events",
                measure.valid(),
                measure.good(),
                measure.bad(),
                evaluation.sli(),
                interval == null ? null : new Bounds(interval.low(), interval.high()),
                evaluation.state(),
                budget(evaluation),
                evaluation.rules().stream().map(Burn::of).toList(),
                evaluation.explanation());
    }

    /** With more in its sentence. */
    Answer with(String sentence) {
        return sentence.isEmpty()
                ? this
                : new Answer(
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
                        budget,
                        burn,
                        explanation + sentence);
    }

    private static BudgetLeft budget(Evaluation evaluation) {
        var budget = evaluation.budget();
        return new BudgetLeft(
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
