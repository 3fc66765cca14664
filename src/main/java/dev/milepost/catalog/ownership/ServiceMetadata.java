package dev.milepost.catalog.ownership;

import org.jspecify.annotations.Nullable;

/** What an entity says of the service that it stands for; its domain is that of its system. Null where it says nothing. */
public record ServiceMetadata(
        @Nullable String team,
        @Nullable String system,
        @Nullable String tier,
        @Nullable String risk,
        @Nullable String template,
        @Nullable String templateVersion) {}
