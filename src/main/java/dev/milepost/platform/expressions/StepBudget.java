package dev.milepost.platform.expressions;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.milepost.platform.expressions.LinearExpression.TooManySteps;

/**
 * The number of steps that the untrusted expressions of one document or request may take together. Each expression is
 * limited by itself, but there can be thousands of them. A step takes up to 20 ns.
 */
public final class StepBudget {

    /** A compiled instruction takes as much time and memory as this many steps. */
    private static final int STEPS_PER_INSTRUCTION = 50;

    private long left;

    public StepBudget(long steps) {
        this.left = steps;
    }

    /**
     * Compiles an expression.
     *
     * @throws PatternSyntaxException if it needs more than linear time or is too large
     * @throws TooManySteps if the expressions compiled so far are too large together
     */
    public Pattern compile(String pattern) {
        spend(pattern.length());
        spend(STEPS_PER_INSTRUCTION * LinearExpression.instructions(pattern));
        return LinearExpression.compile(pattern);
    }

    /**
     * Whether an expression matches anywhere in a text.
     *
     * @throws TooManySteps if matching could take too long
     */
    public boolean isFound(Pattern expression, String text) {
        spend((long) expression.programSize() * text.length());
        return expression.matcher(text).find();
    }

    /**
     * Whether an expression matches a whole text.
     *
     * @throws TooManySteps if matching could take too long
     */
    public boolean matches(Pattern expression, String text) {
        spend((long) expression.programSize() * text.length());
        return expression.matches(text);
    }

    /**
     * Takes steps for other work.
     *
     * @throws TooManySteps if too few are left
     */
    public void spend(long steps) {
        left -= steps;
        if (left < 0) {
            throw new TooManySteps();
        }
    }
}
