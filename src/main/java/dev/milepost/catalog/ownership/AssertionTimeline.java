package dev.milepost.catalog.ownership;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The periods of one service or system, and what becomes of them when the catalog tells something new. */
final class AssertionTimeline {

    /** Before all history. */
    static final Instant BEGINNING = Instant.parse("0001-01-01T00:00:00Z");

    private AssertionTimeline() {}

    /**
     * @param before the periods so far, earliest first
     * @param now stands for a beginning that would lie within what is known already
     */
    static <T> List<AssertedPeriod<T>> apply(
            List<AssertedPeriod<T>> before, OwnershipAssertion<T> telling, Instant now) {
        if (telling.replacesHistory()) {
            return correct(before, telling);
        }
        if (before.isEmpty() || isReplaced(before, telling)) {
            return List.of(new AssertedPeriod<>(BEGINNING, telling.since(), telling.entityRef(), telling.value()));
        }
        var last = before.get(before.size() - 1);
        return last.value().equals(telling.value()) ? before : append(before, telling, now);
    }

    /** What was told before its beginning stays; what was told from then on is replaced. */
    private static <T> List<AssertedPeriod<T>> correct(List<AssertedPeriod<T>> before, OwnershipAssertion<T> telling) {
        var kept = new ArrayList<>(before);
        kept.removeIf(period -> !period.validFrom().isBefore(telling.since()));
        if (kept.isEmpty() || !kept.get(kept.size() - 1).value().equals(telling.value())) {
            kept.add(new AssertedPeriod<>(telling.since(), null, telling.entityRef(), telling.value()));
        }
        return kept;
    }

    /** An assumption of an entity that counts less gives way, so that it does not matter which of the two came first. */
    private static boolean isReplaced(List<? extends AssertedPeriod<?>> before, OwnershipAssertion<?> telling) {
        var only = before.get(0);
        return before.size() == 1
                && only.assumedUntil() != null
                && telling.overriddenEntityRefs().contains(only.entityRef());
    }

    private static <T> List<AssertedPeriod<T>> append(
            List<AssertedPeriod<T>> before, OwnershipAssertion<T> telling, Instant now) {
        var periods = new ArrayList<>(before);
        var last = before.get(before.size() - 1);
        var start = telling.since().isAfter(last.knownSince()) ? telling.since() : now;
        if (start.isAfter(last.knownSince())) {
            periods.add(new AssertedPeriod<>(start, null, telling.entityRef(), telling.value()));
        } else {
            periods.set(periods.size() - 1, last.withAssertion(telling.value(), telling.entityRef()));
        }
        return periods;
    }
}
