package dev.milepost.slo.gates;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.collections.Copies;
import dev.milepost.slo.objectives.BurnRateRule;
import dev.milepost.slo.objectives.BurnRateRule.RuleEvaluation;
import dev.milepost.slo.objectives.BurnRateRule.RuleState;
import dev.milepost.slo.objectives.ErrorBudget;
import dev.milepost.slo.objectives.Evaluation;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The condition of a gate rule. All parts must match.
 *
 * @param states empty for any state; the same applies to the other parts
 */
record Condition(
        Optional<BigDecimal> atMost,
        Optional<BigDecimal> below,
        Set<String> states,
        Set<String> severities,
        Set<String> rules) {

    Condition {
        states = Copies.set(states);
        severities = Copies.set(severities);
        rules = Copies.set(rules);
    }

    static Condition of(JsonNode condition) {
        return new Condition(
                number(condition.path("remaining_ratio_at_most")),
                number(condition.path("remaining_ratio_below")),
                texts(condition.path("states")),
                texts(condition.path("firing_severities")),
                texts(condition.path("firing_rules")));
    }

    boolean holds(Evaluation evaluation) {
        return isWithin(evaluation.budget())
                && (states.isEmpty() || states.contains(evaluation.state().name()))
                && fires(evaluation, severities, BurnRateRule::severity)
                && fires(evaluation, rules, BurnRateRule::name);
    }

    /**
     * Returns true if the condition depends on the budget and not on burn rates. Burn rates fall within hours, whereas
     * the budget recovers as the window moves.
     */
    boolean isOfBudget() {
        return (atMost.isPresent() || below.isPresent()) && severities.isEmpty() && rules.isEmpty();
    }

    /** Returns true if the remaining budget is within the limits of the condition. */
    boolean isWithin(ErrorBudget budget) {
        var remaining = budget.remainingRatio();
        if (remaining == null) {
            return atMost.isEmpty() && below.isEmpty();
        }
        return atMost.map(most -> remaining.compareTo(most) <= 0).orElse(true)
                && below.map(limit -> remaining.compareTo(limit) < 0).orElse(true);
    }

    private static boolean fires(Evaluation evaluation, Set<String> wanted, Function<BurnRateRule, String> name) {
        return wanted.isEmpty()
                || evaluation.rules().stream()
                        .filter(ruleEvaluation -> ruleEvaluation.state() == RuleState.FIRING)
                        .map(RuleEvaluation::rule)
                        .map(name)
                        .anyMatch(wanted::contains);
    }

    private static Optional<BigDecimal> number(JsonNode value) {
        return value.isNumber() ? Optional.of(new BigDecimal(value.asText())) : Optional.empty();
    }

    private static Set<String> texts(JsonNode values) {
        return values.valueStream().map(JsonNode::asText).collect(Collectors.toSet());
    }
}
