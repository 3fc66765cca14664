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
            List<AssertedPeriod<T>> before, OwnershipAssertion<T> assertion, Instant now) {
        if (assertion.replacesHistory()) {
            return correct(before, assertion);
        }
        if (before.isEmpty() || isReplaced(before, assertion)) {
            return List.of(
                    new AssertedPeriod<>(BEGINNING, assertion.since(), assertion.entityRef(), assertion.value()));
        }
        var last = before.get(before.size() - 1);
        return last.value().equals(assertion.value()) ? before : append(before, assertion, now);
    }

    /** Keeps the periods that begin before the assertion and replaces those that begin at it or later. */
    private static <T> List<AssertedPeriod<T>> correct(
            List<AssertedPeriod<T>> before, OwnershipAssertion<T> assertion) {
        var kept = new ArrayList<>(before);
        kept.removeIf(period -> !period.validFrom().isBefore(assertion.since()));
        if (kept.isEmpty() || !kept.get(kept.size() - 1).value().equals(assertion.value())) {
            kept.add(new AssertedPeriod<>(assertion.since(), null, assertion.entityRef(), assertion.value()));
        }
        return kept;
    }

    /**
     * Whether the assertion replaces a single assumed period of an entity that it overrides. This makes the result
     * independent of the order in which the two entities are synced.
     */
    private static boolean isReplaced(List<? extends AssertedPeriod<?>> before, OwnershipAssertion<?> assertion) {
        var only = before.get(0);
        return before.size() == 1
                && only.assumedUntil() != null
                && assertion.overriddenEntityRefs().contains(only.entityRef());
    }

    private static <T> List<AssertedPeriod<T>> append(
            List<AssertedPeriod<T>> before, OwnershipAssertion<T> assertion, Instant now) {
        var periods = new ArrayList<>(before);
        var last = before.get(before.size() - 1);
        var start = assertion.since().isAfter(last.knownSince()) ? assertion.since() : now;
        if (start.isAfter(last.knownSince())) {
            periods.add(new AssertedPeriod<>(start, null, assertion.entityRef(), assertion.value()));
        } else {
            periods.set(periods.size() - 1, last.withAssertion(assertion.value(), assertion.entityRef()));
        }
        return periods;
    }
}
