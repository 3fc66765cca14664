package dev.milepost.testing.oracle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a catalog tells of a service, from a moment until it tells otherwise. */
public record Known(
        String service,
        Instant from,
        @Nullable String team,
        @Nullable String system,
        @Nullable String domain,
        @Nullable String template,
        @Nullable String version) {}
