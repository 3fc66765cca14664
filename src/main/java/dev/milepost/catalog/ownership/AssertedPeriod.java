package dev.milepost.catalog.ownership;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A value that the catalog asserted, valid until the next period begins.
 *
 * @param assumedUntil end of the time for which the value is only assumed; null if nothing is assumed
 * @param entityRef the entity that made the assertion
 */
record AssertedPeriod<T>(Instant validFrom, @Nullable Instant assumedUntil, String entityRef, T value) {

    /** Start of the time for which the value is asserted and not assumed. */
    Instant knownSince() {
        return assumedUntil != null && assumedUntil.isAfter(validFrom) ? assumedUntil : validFrom;
    }

    AssertedPeriod<T> withAssertion(T other, String by) {
        return new AssertedPeriod<>(validFrom, assumedUntil, by, other);
    }
}
