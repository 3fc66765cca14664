package dev.milepost.catalog.ownership;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog told, valid until the next period begins.
 *
 * @param assumedUntil until when it is only assumed to have been so; null where nothing is assumed
 * @param entityRef who told it
 */
record AssertedPeriod<T>(Instant validFrom, @Nullable Instant assumedUntil, String entityRef, T value) {

    /** From when on it was known, not assumed. */
    Instant knownSince() {
        return assumedUntil != null && assumedUntil.isAfter(validFrom) ? assumedUntil : validFrom;
    }

    AssertedPeriod<T> withAssertion(T other, String by) {
        return new AssertedPeriod<>(validFrom, assumedUntil, by, other);
    }
}
