package dev.milepost.catalog.rules;

import dev.milepost.catalog.entities.Entity;
import dev.milepost.platform.expressions.CelTexts;
import dev.milepost.platform.expressions.ValueBudget;
import java.util.List;
import java.util.Map;

/**
 * Checks the rules that the configuration adds. Each evaluation is limited by an {@link EvaluationLimit}. A rule that
 * cannot be evaluated yields a finding, not an error of the call.
 */
public final class ExpressionCheck implements EntityCheck {

    private final List<ExpressionRule> rules;

    public ExpressionCheck(List<ExpressionRule> rules) {
        this.rules = List.copyOf(rules);
    }

    @Override
    public List<Rule> rules() {
        return rules.stream().map(ExpressionRule::rule).toList();
    }

    @Override
    public void check(Entity entity, Findings findings) {
        if (!entity.content().isObject()) {
            return;
        }
        var variables = CelVariables.of(entity);
        for (var rule : rules) {
            CelTexts.begin();
            evaluate(rule, variables, findings);
        }
    }

    private static void evaluate(ExpressionRule rule, Map<String, Object> variables, Findings findings) {
        try {
            var limits = new EvaluationLimit();
            var budget = new ValueBudget();
            var satisfied = rule.program().trace(variables, (expression, value) -> {
                limits.step();
                budget.callback(expression, value);
            });
            if (!Boolean.TRUE.equals(satisfied)) {
                add(rule, "", findings);
            }
        } catch (Exception | StackOverflowError e) {
            // Evaluation fails on some entities, for example because of a missing key or a value of another type.
            var limit = EvaluationLimit.findIn(e);
            if (limit != null && !limit.isDeterministic()) {
                findings.markNotCacheable();
            }
            var reason = Quoted.of(limit == null ? String.valueOf(e.getMessage()) : String.valueOf(limit.getMessage()));
            add(rule, " (The rule could not be evaluated: " + reason + ")", findings);
        }
    }

    private static void add(ExpressionRule rule, String remark, Findings findings) {
        findings.add(rule.rule().id(), rule.pointer(), rule.rule().message() + remark, rule.fix());
    }
}
