package dev.milepost.upgrades.merging;

/**
 * The budget of one merge of trees, in steps of about a nanosecond. It counts estimated work instead of time, so that
 * merging the same trees always gives the same result.
 */
final class MergeBudget {

    private static final long STEPS = 20_000_000_000L;

    private long left = STEPS;

    /** Takes steps from the budget. Returns false and takes none if too few are left. */
    boolean take(long steps) {
        if (steps > left) {
            return false;
        }
        left -= steps;
        return true;
    }
}
