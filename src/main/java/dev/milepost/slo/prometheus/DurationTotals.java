package dev.milepost.slo.prometheus;

import java.math.BigDecimal;

/**
 * The durations that were counted, and those that were taken back since late events made something else of them. Neither
 * ever falls, so both can be counters; what holds is the one less the other.
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
