package dev.milepost.policy.engines;

import dev.cel.runtime.CelEvaluationException;
import dev.milepost.platform.expressions.CelProgram;
import dev.milepost.policy.definitions.Policy;
import dev.milepost.policy.definitions.Policy.PolicyRule;
import dev.milepost.policy.definitions.PolicyExpressions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Evaluates rules in CEL: each is kept if its expression is true. An expression that fails is an error. */
final class CelEngine {

    private CelEngine() {}

    /** Whether a policy applies to a subject. */
    static boolean matches(CelProgram match, EngineInput input) throws CelEvaluationException {
        return isTrue(match, input.variables(), input);
    }

    static EngineResult evaluate(Policy policy, EngineInput input) {
        var variables = new HashMap<>(input.variables());
        variables.put("parameters", PolicyExpressions.variables(policy.parameters()));
        return EngineResult.all(policy.rules().stream()
                .map(rule -> evaluate(rule, variables, input))
                .toList());
    }

    private static EngineResult evaluate(PolicyRule rule, Map<String, Object> variables, EngineInput input) {
        try {
            return isTrue(Objects.requireNonNull(rule.expect()), variables, input)
                    ? EngineResult.PASS
                    : new EngineResult(
                            Status.FAIL,
                            List.of(new Violation(
                                    rule.name(),
                                    Objects.requireNonNull(rule.message()),
                                    rule.path(),
                                    rule.remedy(),
                                    rule.link())));
        } catch (CelEvaluationException e) {
            return EngineResult.error("Rule %s cannot be evaluated: %s".formatted(rule.name(), e.getMessage()));
        }
    }

    private static boolean isTrue(CelProgram program, Map<String, Object> variables, EngineInput input)
            throws CelEvaluationException {
        long before = CelProgram.stepsOfThread();
        try {
            return program.evaluate(variables, Math.min(input.stepsLeft(), EngineInput.MAX_STEPS_OF_EXPRESSION))
                            instanceof Boolean holds
                    && holds;
        } finally {
            input.takeSteps(CelProgram.stepsOfThread() - before);
        }
    }
}
