package dev.milepost.prometheus;

import java.math.BigDecimal;

/**
 * The durations that were counted, and those that were taken back since late events made something else of them. Neither
 * ever falls, so both can be counters; what holds is the one less the other.
 */
record Journal(Sum added, Sum withdrawn) {

    static final Journal NONE = new Journal(Sum.NONE, Sum.NONE);

    record Sum(long count, BigDecimal seconds) {

        static final Sum NONE = new Sum(0, BigDecimal.ZERO);

        Sum plus(Sum other) {
            return new Sum(Math.addExact(count, other.count), seconds.add(other.seconds));
        }
    }

    static Journal added(BigDecimal seconds) {
        return new Journal(new Sum(1, seconds), Sum.NONE);
    }

    static Journal withdrawn(BigDecimal seconds) {
        return new Journal(Sum.NONE, new Sum(1, seconds));
    }

    Journal plus(Journal other) {
        return new Journal(added.plus(other.added), withdrawn.plus(other.withdrawn));
    }
}
