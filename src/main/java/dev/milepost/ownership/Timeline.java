package dev.milepost.ownership;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The periods of one service or system, and what becomes of them when the catalog tells something new. */
final class Timeline {

    /** Before all history. */
    static final Instant BEGINNING = Instant.parse("0001-01-01T00:00:00Z");

    private Timeline() {}

    /**
     * @param before the periods so far, earliest first
     * @param now stands for a beginning that would lie within what is known already
     */
    static <T> List<Period<T>> tell(List<Period<T>> before, Telling<T> telling, Instant now) {
        if (telling.corrects()) {
            return correct(before, telling);
        }
        if (before.isEmpty() || isReplaced(before, telling)) {
            return List.of(new Period<>(BEGINNING, telling.since(), telling.entityRef(), telling.told()));
        }
        var last = before.get(before.size() - 1);
        return last.told().equals(telling.told()) ? before : follow(before, telling, now);
    }

    /** What was told before its beginning stays; what was told from then on is replaced. */
    private static <T> List<Period<T>> correct(List<Period<T>> before, Telling<T> telling) {
        var kept = new ArrayList<>(before);
        kept.removeIf(period -> !period.validFrom().isBefore(telling.since()));
        if (kept.isEmpty() || !kept.get(kept.size() - 1).told().equals(telling.told())) {
            kept.add(new Period<>(telling.since(), null, telling.entityRef(), telling.told()));
        }
        return kept;
    }

    /** An assumption of an entity that counts less gives way, so that it does not matter which of the two came first. */
    private static boolean isReplaced(List<? extends Period<?>> before, Telling<?> telling) {
        var only = before.get(0);
        return before.size() == 1
                && only.assumedUntil() != null
                && telling.overruled().contains(only.entityRef());
    }

    private static <T> List<Period<T>> follow(List<Period<T>> before, Telling<T> telling, Instant now) {
        var periods = new ArrayList<>(before);
        var last = before.get(before.size() - 1);
        var start = telling.since().isAfter(last.knownSince()) ? telling.since() : now;
        if (start.isAfter(last.knownSince())) {
            periods.add(new Period<>(start, null, telling.entityRef(), telling.told()));
        } else {
            periods.set(periods.size() - 1, last.saying(telling.told(), telling.entityRef()));
        }
        return periods;
    }
}
