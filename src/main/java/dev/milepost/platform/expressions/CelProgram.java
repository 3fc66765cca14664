package dev.milepost.platform.expressions;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;

/** A compiled CEL expression. Its evaluation is limited in steps and memory, and not by time. */
public final class CelProgram {

    private final CelExpr tree;
    private final CelRuntime.Program program;
    private final NodeChecks checks;
    private final boolean checked;
    private final long maxSteps;

    CelProgram(CelExpr tree, CelRuntime.Program program, int maxIterations, long maxSteps) {
        this.tree = tree;
        this.program = program;
        this.checks = NodeChecks.of(tree);
        this.checked = checks.areNeeded(maxIterations, maxSteps);
        this.maxSteps = maxSteps;
    }

    public CelExpr tree() {
        return tree;
    }

    /** Returns the steps that all evaluations on this thread have taken. Their difference is the cost of some work. */
    public static long stepsOfThread() {
        return CelBudget.current().stepsOfThread();
    }

    /** Returns an estimate of the steps of an evaluation with short texts and lists; see {@link CelCost}. */
    public long estimatedSteps() {
        return CelCost.of(tree);
    }

    /** @throws CelEvaluationException if the expression cannot be evaluated or exceeds a limit */
    public Object evaluate(Map<String, ?> variables) throws CelEvaluationException {
        return evaluate(variables, maxSteps);
    }

    /**
     * Evaluates the expression.
     *
     * @param most the maximum steps of this evaluation, at most those of each evaluation
     * @throws CelEvaluationException if the expression cannot be evaluated or exceeds a limit
     */
    public Object evaluate(Map<String, ?> variables, long most) throws CelEvaluationException {
        var budget = CelBudget.begin(most);
        if (!checked) {
            budget.record(checks.steps());
        }
        return evaluate(
                () -> checked ? program.trace(variables, checks.listener(budget, () -> {})) : program.eval(variables));
    }

    /**
     * Evaluates the expression.
     *
     * @param eachNode called for each evaluated node; only an {@link Error} ends the evaluation
     * @throws CelEvaluationException if the expression cannot be evaluated or exceeds a limit
     */
    public Object evaluate(Map<String, ?> variables, Runnable eachNode) throws CelEvaluationException {
        var budget = CelBudget.begin(maxSteps);
        return evaluate(() -> program.trace(variables, checks.listener(budget, eachNode)));
    }

    private static Object evaluate(Evaluation evaluation) throws CelEvaluationException {
        try {
            return evaluation.value();
        } catch (CelBudget.Exceeded e) {
            throw new CelEvaluationException(String.valueOf(e.getMessage()));
        } catch (RuntimeException | StackOverflowError e) {
            // The runtime throws many types of exceptions for unexpected values.
            throw new CelEvaluationException("The expression cannot be evaluated", e);
        }
    }

    private interface Evaluation {

        Object value() throws CelEvaluationException;
    }
}
