package dev.milepost.catalog.rules;

import dev.cel.runtime.CelEvaluationException;
import dev.milepost.catalog.entities.Entity;
import dev.milepost.catalog.rules.EvaluationLimit.LimitExceeded;
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
        var variables = CelExpressions.variables(entity);
        for (var rule : rules) {
            evaluate(rule, variables, findings);
        }
    }

    private static void evaluate(ExpressionRule rule, Map<String, Object> variables, Findings findings) {
        try {
            var limit = new EvaluationLimit();
            if (!Boolean.TRUE.equals(rule.program().evaluate(variables, limit::step))) {
                add(rule, "", findings);
            }
        } catch (LimitExceeded e) {
            if (!e.isDeterministic()) {
                findings.markNotCacheable();
            }
            addUnevaluated(rule, e, findings);
        } catch (CelEvaluationException e) {
            // Evaluation fails on some entities, for example because of a missing key or a value of another type.
            addUnevaluated(rule, e, findings);
        }
    }

    private static void addUnevaluated(ExpressionRule rule, Throwable fault, Findings findings) {
        var reason = QuotedValue.of(String.valueOf(fault.getMessage()));
        add(rule, " (The rule could not be evaluated: " + reason + ")", findings);
    }

    private static void add(ExpressionRule rule, String remark, Findings findings) {
        findings.add(rule.rule().id(), rule.pointer(), rule.rule().message() + remark, rule.fix());
    }
}
