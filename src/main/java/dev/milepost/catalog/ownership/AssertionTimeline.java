package dev.milepost.catalog.ownership;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Applies an assertion of the catalog to the periods of one service or system. */
final class AssertionTimeline {

    /** Start of the first period of a subject. Earlier than any event. */
    static final Instant BEGINNING = Instant.parse("0001-01-01T00:00:00Z");

    private AssertionTimeline() {}

    /**
     * Returns the periods after the assertion.
     *
     * @param before the current periods, earliest first
     * @param now start of the new period if the assertion starts within the time that is already asserted
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

    /** Keeps the periods that begin before the assertion and replaces those that begin at it or later. */
    private static <T> List<AssertedPeriod<T>> correct(List<AssertedPeriod<T>> before, OwnershipAssertion<T> telling) {
        var kept = new ArrayList<>(before);
        kept.removeIf(period -> !period.validFrom().isBefore(telling.since()));
        if (kept.isEmpty() || !kept.get(kept.size() - 1).value().equals(telling.value())) {
            kept.add(new AssertedPeriod<>(telling.since(), null, telling.entityRef(), telling.value()));
        }
        return kept;
    }

    /**
     * Whether the assertion replaces a single assumed period of an entity that it overrides. This makes the result
     * independent of the order in which the two entities are synced.
     */
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
