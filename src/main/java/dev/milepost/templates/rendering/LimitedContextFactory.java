package dev.milepost.templates.rendering;

import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;

/**
 * Creates JavaScript contexts that have no access to Java, are interpreted, and count instructions against the {@link
 * RenderLimits} of their call.
 */
final class LimitedContextFactory extends ContextFactory {

    private static final int INSTRUCTIONS_BETWEEN_CHECKS = 10_000;
    private static final int MAX_STACK_DEPTH = 2_000;

    LimitedContextFactory() {
        initApplicationClassLoader(LimitedContextFactory.class.getClassLoader());
    }

    @Override
    protected Context makeContext() {
        var context = super.makeContext();
        context.setInterpretedMode(true);
        context.setLanguageVersion(Context.VERSION_ES6);
        context.setClassShutter(name -> false);
        context.setInstructionObserverThreshold(INSTRUCTIONS_BETWEEN_CHECKS);
        context.setMaximumInterpreterStackDepth(MAX_STACK_DEPTH);
        return context;
    }

    @Override
    protected void observeInstructionCount(Context context, int count) {
        if (context.getThreadLocal(RenderLimits.class) instanceof RenderLimits limits) {
            limits.chargeInstructions(count);
        }
    }
}
