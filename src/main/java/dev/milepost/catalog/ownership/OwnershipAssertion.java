package dev.milepost.catalog.ownership;

import dev.milepost.platform.collections.Copies;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /**
     * The metadata that an entity specifies for its service. A field is null if the entity does not specify it. The domain
     * is absent because it is that of the service's system.
     */
    public record ServiceMetadata(
            @Nullable String team,
            @Nullable String system,
            @Nullable String tier,
            @Nullable String risk,
            @Nullable String template,
            @Nullable String templateVersion) {}

    /** The metadata that an entity specifies for a system. */
    public record SystemMetadata(@Nullable String domain) {}
}
