package dev.milepost.upgrades.merging;

/**
 * How much work one merge of trees may be, in steps of about a nanosecond. It is counted by what the work can come to and
 * not by a clock, so that the same trees are merged the same way each time.
 */
final class MergeBudget {

    private static final long STEPS = 20_000_000_000L;

    private long left = STEPS;

    /** Whether there is room for so many steps, which then are taken. */
    boolean take(long steps) {
        if (steps > left) {
            return false;
        }
        left -= steps;
        return true;
    }
}
