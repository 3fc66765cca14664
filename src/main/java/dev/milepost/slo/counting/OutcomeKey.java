package dev.milepost.slo.counting;

import java.util.Comparator;
import java.util.UUID;

/**
 * Identifies an outcome.
 *
 * @param key the hash of the grouping key, which the events of one outcome share
 */
record OutcomeKey(int indicatorCount, UUID key) implements Comparable<OutcomeKey> {

    private static final Comparator<OutcomeKey> ORDER =
            Comparator.comparingInt(OutcomeKey::indicatorCount).thenComparing(OutcomeKey::key);

    @Override
    public int compareTo(OutcomeKey other) {
        return ORDER.compare(this, other);
    }
}
