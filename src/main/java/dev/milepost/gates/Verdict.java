package dev.milepost.gates;

import dev.milepost.gates.GatePolicy.Rule;
import dev.milepost.objectives.Budget;
import dev.milepost.objectives.Evaluation;
import dev.milepost.objectives.RuleState;
import dev.milepost.objectives.State;
import dev.milepost.slo.Standing;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a policy makes of one objective.
 *
 * @param rule the one that decided; null where none holds
 * @param firing the burn rules that fire
 * @param liftsAt when enough bad events have left the window if nothing else happens; null where that cannot be told
 */
record Verdict(
        String slo,
        @Nullable String owner,
        String objective,
        Decision decision,
        @Nullable String rule,
        String reason,
        State state,
        @Nullable BigDecimal remainingRatio,
        List<String> firing,
        @Nullable Instant liftsAt) {

    /** As it takes two to breach a target. */
    private static final BigDecimal MIN_BAD = BigDecimal.valueOf(2);

    static Verdict of(Standing standing, Standing.OfObjective one, GatePolicy policy) {
        var evaluation = one.evaluation();
        var description = standing.slo().slo().description();
        var rule = decides(policy, evaluation);
        return new Verdict(
                standing.slo().name(),
                description.owner(),
                one.objective().displayName(),
                rule.map(Rule::decision).orElse(Decision.ALLOW),
                rule.map(Rule::name).orElse(null),
                rule.map(Rule::reason).orElseGet(() -> reason(policy, evaluation)),
                evaluation.state(),
                evaluation.budget().remainingRatio(),
                evaluation.rules().stream()
                        .filter(burn -> burn.state() == RuleState.FIRING)
                        .map(burn -> burn.rule().name())
                        .toList(),
                rule.filter(it -> it.decision() != Decision.ALLOW && it.when().isOfBudget())
                        .flatMap(it -> standing.recoveries()
                                .of(one.objective())
                                .flatMap(recovery ->
                                        recovery.at(budget -> isStillDecided(policy, it.decision(), budget))))
                        .orElse(null));
    }

    /** Whether as little is left of a budget as any rule with that decision says. */
    private static boolean isStillDecided(GatePolicy policy, Decision decision, Budget budget) {
        return (decision != Decision.FREEZE || isTold(budget))
                && policy.rules().stream()
                        .filter(rule ->
                                rule.decision() == decision && rule.when().isOfBudget())
                        .anyMatch(rule -> rule.when().isWithin(budget));
    }

    private static Optional<Rule> decides(GatePolicy policy, Evaluation evaluation) {
        return policy.rules().stream()
                .filter(rule -> rule.decision() != Decision.FREEZE || isTold(evaluation.budget()))
                .filter(rule -> rule.when().holds(evaluation))
                .findFirst();
    }

    /**
     * Whether there is more than a single event would decide: less freezes nothing, whatever is left. So nothing does that
     * has no data or insufficient data, where no two are bad.
     */
    private static boolean isTold(Budget budget) {
        return budget.bad().compareTo(MIN_BAD) >= 0;
    }

    private static String reason(GatePolicy policy, Evaluation evaluation) {
        if (evaluation.state() == State.NO_DATA) {
            return "Nothing has been counted, which freezes nothing by itself.";
        }
        return policy.rules().stream()
                .filter(rule -> rule.when().holds(evaluation))
                .findFirst()
                .map(rule -> rule.name() + " would freeze, but what a single event decides freezes nothing by itself.")
                .orElse("No rule of the policy holds.");
    }
}
