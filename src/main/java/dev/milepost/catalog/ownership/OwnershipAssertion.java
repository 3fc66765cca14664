package dev.milepost.catalog.ownership;

import java.time.Instant;
import java.util.Set;

/**
 * What the catalog tells of a service or a system.
 *
 * @param subject the service or system
 * @param entityRef who says it
 * @param since when it became so; where it corrects, from when on it has been so whatever was told before
 * @param replacesHistory whether it replaces all that was told from {@code since} on
 * @param overriddenEntityRefs entities that say something of the same subject and count less
 */
public record OwnershipAssertion<T>(
        String subject,
        T value,
        String entityRef,
        Instant since,
        boolean replacesHistory,
        Set<String> overriddenEntityRefs) {

    public OwnershipAssertion {
        overriddenEntityRefs = Set.copyOf(overriddenEntityRefs);
    }
}
