package dev.milepost.slo.gates;

import dev.milepost.slo.gates.GatePolicy.GateDecision;
import dev.milepost.slo.gates.GatePolicy.Rule;
import dev.milepost.slo.objectives.BurnRateRule.RuleState;
import dev.milepost.slo.objectives.ErrorBudget;
import dev.milepost.slo.objectives.Evaluation;
import dev.milepost.slo.objectives.ObjectiveState;
import dev.milepost.slo.status.SloStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The decision of a policy about one objective.
 *
 * @param rule the rule that decided; null if none matches, or if the SLO is suspended
 * @param firing the burn rate rules that fire
 * @param liftsAt when enough bad events have left the window if nothing else happens; null if unknown
 */
record ObjectiveVerdict(
        String slo,
        @Nullable String owner,
        String objective,
        GateDecision decision,
        @Nullable String rule,
        String reason,
        ObjectiveState state,
        @Nullable BigDecimal remainingRatio,
        List<String> firing,
        @Nullable Instant liftsAt) {

    /** A breach of a target also needs two bad events. */
    private static final BigDecimal MIN_BAD = BigDecimal.valueOf(2);

    static ObjectiveVerdict of(SloStatus status, Evaluation evaluation, GatePolicy policy) {
        var description = status.slo().slo().description();
        // What is not counted any more allows nothing; what the counts are against stays.
        var endOfCounts = whyCountsEnded(status);
        var rule = decidingRule(policy, evaluation)
                .filter(it -> endOfCounts == null || it.decision() != GateDecision.ALLOW);
        return new ObjectiveVerdict(
                status.slo().name(),
                description.owner(),
                evaluation.objective().displayName(),
                rule.map(Rule::decision).orElse(endOfCounts == null ? GateDecision.ALLOW : GateDecision.CAUTION),
                rule.map(Rule::name).orElse(null),
                rule.map(Rule::reason).orElseGet(() -> endOfCounts == null ? reason(policy, evaluation) : endOfCounts),
                evaluation.state(),
                evaluation.budget().remainingRatio(),
                evaluation.rules().stream()
                        .filter(burn -> burn.state() == RuleState.FIRING)
                        .map(burn -> burn.rule().name())
                        .toList(),
                rule.filter(it ->
                                it.decision() != GateDecision.ALLOW && it.when().isOfBudget())
                        .flatMap(it -> status.recoveries()
                                .of(evaluation.objective())
                                .flatMap(recovery ->
                                        recovery.at(budget -> isStillDecided(policy, it.decision(), budget))))
                        .orElse(null));
    }

    private static @Nullable String whyCountsEnded(SloStatus status) {
        if (status.suspendedSince() != null) {
            return "New events have not been counted since %s, because the filters of the SLO take too many steps."
                    .formatted(status.suspendedSince());
        }
        if (!status.missingParts().isEmpty()) {
            return "It is counted without the part %s, which does not exist."
                    .formatted(status.missingParts().get(0));
        }
        return status.flow().missingSince() == null
                ? null
                : "Its events ended: the last one came at %s."
                        .formatted(status.flow().lastEventAt());
    }

    /** Returns true if a budget rule with this decision still matches the remaining budget. */
    private static boolean isStillDecided(GatePolicy policy, GateDecision decision, ErrorBudget budget) {
        return (decision != GateDecision.FREEZE || allowsMoreThanOneEvent(budget))
                && policy.rules().stream()
                        .filter(rule ->
                                rule.decision() == decision && rule.when().isOfBudget())
                        .anyMatch(rule -> rule.when().isWithin(budget));
    }

    private static Optional<Rule> decidingRule(GatePolicy policy, Evaluation evaluation) {
        return policy.rules().stream()
                .filter(rule -> rule.decision() != GateDecision.FREEZE || allowsMoreThanOneEvent(evaluation.budget()))
                .filter(rule -> rule.when().holds(evaluation))
                .findFirst();
    }

    /**
     * Returns true if at least two events were bad. With fewer, a single event would decide, so nothing is frozen,
     * however little budget remains. This covers the states without data and with insufficient data.
     */
    private static boolean allowsMoreThanOneEvent(ErrorBudget budget) {
        return budget.bad().compareTo(MIN_BAD) >= 0;
    }

    private static String reason(GatePolicy policy, Evaluation evaluation) {
        if (evaluation.state() == ObjectiveState.NO_DATA) {
            return "No events were counted, which does not freeze releases.";
        }
        return policy.rules().stream()
                .filter(rule -> rule.when().holds(evaluation))
                .findFirst()
                .map(
                        rule -> rule.name()
                                + " would freeze, but fewer than two events were bad, and a single event does not freeze releases.")
                .orElse("No rule of the policy matches.");
    }
}
