package dev.milepost.slo;

import dev.milepost.objectives.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How the sums by minute change. */
final class CountChanges {

    static final String GOOD = "good";
    static final String BAD = "bad";
    static final String EXCLUDED = "excluded:";

    private final Map<Cell, Long> changes =
            new TreeMap<>(Comparator.comparing(Cell::minute).thenComparing(Cell::outcome));

    /** @param outcome good, bad, or excluded: with its reason */
    record Cell(Instant minute, String outcome) {}

    void add(Outcome outcome, long count) {
        if (outcome.kind() != Outcome.Kind.OPEN) {
            var name = outcome.kind() == Outcome.Kind.EXCLUDED
                    ? EXCLUDED + outcome.reason()
                    : outcome.kind().name().toLowerCase(Locale.ROOT);
            changes.merge(new Cell(outcome.at().truncatedTo(ChronoUnit.MINUTES), name), count, Long::sum);
        }
    }

    /** Those that change anything, in the order in which the database is to lock them. */
    Map<Cell, Long> all() {
        changes.values().removeIf(count -> count == 0);
        return changes;
    }
}
