package dev.milepost.catalog.ownership;

import org.jspecify.annotations.Nullable;

/** The metadata that an entity specifies for a system. */
public record SystemMetadata(@Nullable String domain) {}
