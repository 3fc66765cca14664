package dev.milepost.platform.expressions;

/** Limits the steps and the memory of one evaluation of a CEL expression. A thread evaluates one expression at a time. */
final class CelBudget {

    /** The maximum size of the values that one evaluation creates: characters, bytes, and references to elements. */
    private static final long MOST_VALUES = 8 << 20;

    private static final ThreadLocal<CelBudget> CURRENT = ThreadLocal.withInitial(CelBudget::new);

    private long stepsLeft;
    private long values;
    private long stepsOfThread;

    private CelBudget() {}

    /**
     * Starts an evaluation on this thread.
     *
     * @param maxSteps the maximum steps of the evaluation; 5 million take about a tenth of a second
     */
    static CelBudget begin(long maxSteps) {
        var budget = current();
        budget.stepsLeft = maxSteps;
        budget.values = 0;
        return budget;
    }

    /** The budget of the evaluation on this thread. */
    static CelBudget current() {
        return CURRENT.get();
    }

    /** The steps of all evaluations on this thread. */
    long stepsOfThread() {
        return stepsOfThread;
    }

    /** Counts steps for {@link #stepsOfThread} that the limit of the evaluation does not need to cover. */
    void record(long count) {
        stepsOfThread += count;
    }

    /** @throws Exceeded if the evaluation has taken too many steps */
    void take(long count) {
        // Work that exceeds the limit is not done.
        stepsOfThread += Math.min(count, Math.max(0, stepsLeft));
        stepsLeft -= count;
        if (stepsLeft < 0) {
            throw new Exceeded("The expression takes too many steps");
        }
    }

    /** @throws Exceeded if the evaluation has created too large values */
    void create(long size) {
        values += size;
        if (values > MOST_VALUES) {
            throw new Exceeded("The expression makes values of more than %d bytes".formatted(MOST_VALUES));
        }
    }

    /**
     * Ends the evaluation. It is an error because the CEL runtime catches every exception: {@code ||}, {@code &&} and
     * {@code all} go on with the next operand, and a function prints its arguments.
     */
    static final class Exceeded extends Error {

        private static final long serialVersionUID = 1L;

        Exceeded(String message) {
            super(message, null, false, false);
        }
    }
}
