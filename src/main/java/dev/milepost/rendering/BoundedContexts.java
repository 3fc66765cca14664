package dev.milepost.rendering;

import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;

/** JavaScript that sees no Java, is interpreted, and whose instructions are counted for the {@link Budget} of its call. */
final class BoundedContexts extends ContextFactory {

    private static final int INSTRUCTIONS_BETWEEN_LOOKS = 10_000;
    private static final int DEEPEST_CALLS = 2_000;

    BoundedContexts() {
        initApplicationClassLoader(BoundedContexts.class.getClassLoader());
    }

    @Override
    protected Context makeContext() {
        var context = super.makeContext();
        context.setInterpretedMode(true);
        context.setLanguageVersion(Context.VERSION_ES6);
        context.setClassShutter(name -> false);
        context.setInstructionObserverThreshold(INSTRUCTIONS_BETWEEN_LOOKS);
        context.setMaximumInterpreterStackDepth(DEEPEST_CALLS);
        return context;
    }

    @Override
    protected void observeInstructionCount(Context context, int count) {
        if (context.getThreadLocal(Budget.class) instanceof Budget budget) {
            budget.chargeInstructions(count);
        }
    }
}
