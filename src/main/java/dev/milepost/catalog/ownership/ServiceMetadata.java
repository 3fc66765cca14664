package dev.milepost.catalog.ownership;

import org.jspecify.annotations.Nullable;

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
