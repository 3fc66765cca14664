package dev.milepost.catalog.ownership;

import org.jspecify.annotations.Nullable;

/** What an entity says of a system. */
public record SystemMetadata(@Nullable String domain) {}
