package dev.milepost.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was known of a service from a moment until the next period begins; null where nobody told. */
public record KnownPeriod(
        Instant validFrom,
        @Nullable String team,
        @Nullable String system,
        @Nullable String domain,
        @Nullable String tier,
        @Nullable String risk,
        @Nullable String template,
        @Nullable String templateVersion) {}
