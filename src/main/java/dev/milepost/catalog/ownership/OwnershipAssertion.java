package dev.milepost.catalog.ownership;

import dev.milepost.platform.collections.Copies;
import java.time.Instant;
import java.util.Set;

/**
 * What the catalog asserts about a service or a system.
 *
 * @param subject the service or system
 * @param entityRef the entity that makes the assertion
 * @param since when the value became valid; if {@code replacesHistory}, the start of the time that is corrected
 * @param replacesHistory whether the assertion replaces all earlier assertions from {@code since} on
 * @param overriddenEntityRefs entities of lower precedence that make assertions about the same subject
 */
public record OwnershipAssertion<T>(
        String subject,
        T value,
        String entityRef,
        Instant since,
        boolean replacesHistory,
        Set<String> overriddenEntityRefs) {

    public OwnershipAssertion {
        overriddenEntityRefs = Copies.set(overriddenEntityRefs);
    }
}
