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
            judge(rule, variables, findings);
        }
    }

    private static void judge(ExpressionRule rule, Map<String, Object> variables, Findings findings) {
        try {
            var deadline = new EvaluationLimit();
            var budget = new ValueBudget();
            var kept = rule.program().trace(variables, (expression, value) -> {
                deadline.step();
                budget.callback(expression, value);
            });
            if (!Boolean.TRUE.equals(kept)) {
                add(rule, "", findings);
            }
        } catch (Exception | StackOverflowError e) {
            // Evaluation fails on some entities, for example because of a missing key or a value of another type.
            var passed = EvaluationLimit.findIn(e);
            if (passed != null && !passed.isDeterministic()) {
                findings.markNotCacheable();
            }
            var reason =
                    Quoted.of(passed == null ? String.valueOf(e.getMessage()) : String.valueOf(passed.getMessage()));
            add(rule, " (The rule could not be evaluated: " + reason + ")", findings);
        }
    }

    private static void add(ExpressionRule rule, String remark, Findings findings) {
        findings.add(rule.rule().id(), rule.pointer(), rule.rule().message() + remark, rule.fix());
    }
}
