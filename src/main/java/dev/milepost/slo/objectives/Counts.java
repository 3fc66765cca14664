package dev.milepost.slo.objectives;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The numbers of good, bad and excluded events. Valid events are the good and the bad ones, so good + bad = valid by
 * construction.
 *
 * @param excluded the numbers of excluded events by reason; none of them is 0
 */
public record Counts(long good, long bad, SortedMap<String, Long> excluded) {

    public static final Counts NONE = new Counts(0, 0, new TreeMap<>());

    public Counts {
        if (good < 0 || bad < 0) {
            throw new IllegalArgumentException("negative counts: %d good, %d bad".formatted(good, bad));
        }
        excluded = Collections.unmodifiableSortedMap(new TreeMap<>(excluded));
    }

    public static Counts of(long good, long bad) {
        return new Counts(good, bad, NONE.excluded);
    }

    /** Returns the counts of one outcome; none while it is open. */
    public static Counts of(Outcome outcome) {
        return switch (outcome.kind()) {
            case OPEN -> NONE;
            case GOOD -> of(1, 0);
            case BAD -> of(0, 1);
            case EXCLUDED -> new Counts(0, 0, new TreeMap<>(Collections.singletonMap(outcome.reason(), 1L)));
        };
    }

    public long valid() {
        return Math.addExact(good, bad);
    }

    /** Returns the number of valid and excluded events. */
    public long total() {
        return excluded.values().stream().reduce(valid(), Math::addExact);
    }

    public Counts plus(Counts other) {
        var reasons = new TreeMap<>(excluded);
        other.excluded.forEach((reason, count) -> reasons.merge(reason, count, Math::addExact));
        return new Counts(Math.addExact(good, other.good), Math.addExact(bad, other.bad), reasons);
    }
}
