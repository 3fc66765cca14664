package dev.milepost.slo.counting;

import dev.milepost.slo.objectives.Outcome;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collects the changes to the counts per minute. */
final class CountChanges {

    static final String EXCLUDED = "excluded:";

    /** The order in which the database locks the rows. */
    private static final Comparator<CountDelta> IN_ORDER = Comparator.comparing(
            CountDelta::cell,
            Comparator.comparingInt(CountKey::indicatorCount)
                    .thenComparing(CountKey::outcome)
                    .thenComparingInt(CountKey::minute));

    private final Map<CountKey, Long> changes = new HashMap<>();

    /**
     * @param outcome {@code good}, {@code bad}, or {@code excluded:} followed by the reason
     * @param minute minutes since the epoch
     */
    record CountKey(int indicatorCount, String outcome, int minute) implements Comparable<CountKey> {

        private static final Comparator<CountKey> ORDER = Comparator.comparingInt(CountKey::indicatorCount)
                .thenComparing(CountKey::outcome)
                .thenComparingInt(CountKey::minute);

        @Override
        public int compareTo(CountKey other) {
            return ORDER.compare(this, other);
        }
    }

    record CountDelta(CountKey cell, long count) {}

    void add(int indicatorCount, Outcome outcome, long count) {
        if (outcome.kind() != Outcome.Kind.OPEN) {
            changes.merge(new CountKey(indicatorCount, name(outcome), minute(outcome)), count, Long::sum);
        }
    }

    /** Returns the changes whose count is not zero, in lock order. */
    List<CountDelta> all() {
        return changes.entrySet().stream()
                .filter(change -> change.getValue() != 0)
                .map(change -> new CountDelta(change.getKey(), change.getValue()))
                .sorted(IN_ORDER)
                .toList();
    }

    /**
     * Returns the minute since the epoch, clamped to the range of an int. It is clamped after the year 6053, where no
     * window reaches.
     */
    private static int minute(Outcome outcome) {
        long minute = Math.floorDiv(outcome.at().getEpochSecond(), 60);
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, minute));
    }

    private static String name(Outcome outcome) {
        return outcome.kind() == Outcome.Kind.EXCLUDED
                ? EXCLUDED + outcome.reason()
                : outcome.kind().name().toLowerCase(Locale.ROOT);
    }
}
