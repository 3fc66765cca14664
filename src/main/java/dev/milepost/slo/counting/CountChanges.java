package dev.milepost.slo.counting;

import dev.milepost.slo.objectives.Outcome;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How the sums by minute change. */
final class CountChanges {

    static final String EXCLUDED = "excluded:";

    /** The order in which the database is to lock them. */
    private static final Comparator<CountDelta> IN_ORDER = Comparator.comparing(
            CountDelta::cell,
            Comparator.comparingInt(CountKey::indicatorCount)
                    .thenComparing(CountKey::outcome)
                    .thenComparingInt(CountKey::minute));

    private final Map<CountKey, Long> changes = new HashMap<>();

    /**
     * @param outcome good, bad, or excluded: with its reason
     * @param minute of the epoch
     */
    record CountKey(int indicatorCount, String outcome, int minute) {}

    record CountDelta(CountKey cell, long count) {}

    void add(int reckoning, Outcome outcome, long count) {
        if (outcome.kind() != Outcome.Kind.OPEN) {
            changes.merge(new CountKey(reckoning, name(outcome), minute(outcome)), count, Long::sum);
        }
    }

    /** Those that change anything. */
    List<CountDelta> all() {
        return changes.entrySet().stream()
                .filter(change -> change.getValue() != 0)
                .map(change -> new CountDelta(change.getKey(), change.getValue()))
                .sorted(IN_ORDER)
                .toList();
    }

    /** What an int has no room for, after the year 6053, counts at its end, where no window ever is. */
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
