package dev.milepost.slo.prometheus;

import java.math.BigDecimal;

/**
 * The total of counted durations, and the total of those that were withdrawn because late events changed their
 * outcomes. Neither ever decreases, so both can be Prometheus counters. The current total is the difference.
 */
record DurationTotals(Sum added, Sum withdrawn) {

    static final DurationTotals NONE = new DurationTotals(Sum.NONE, Sum.NONE);

    record Sum(long count, BigDecimal seconds) {

        static final Sum NONE = new Sum(0, BigDecimal.ZERO);

        Sum plus(Sum other) {
            return new Sum(Math.addExact(count, other.count), seconds.add(other.seconds));
        }
    }

    static DurationTotals added(BigDecimal seconds) {
        return new DurationTotals(new Sum(1, seconds), Sum.NONE);
    }

    static DurationTotals withdrawn(BigDecimal seconds) {
        return new DurationTotals(Sum.NONE, new Sum(1, seconds));
    }

    DurationTotals plus(DurationTotals other) {
        return new DurationTotals(added.plus(other.added), withdrawn.plus(other.withdrawn));
    }
}
