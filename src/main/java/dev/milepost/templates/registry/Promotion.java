package dev.milepost.templates.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A promotion: a channel was pointed to a later or an earlier version.
 *
 * @param previousVersion the version before; null for the first promotion
 */
public record Promotion(
        String channel,
        String version,
        @Nullable String previousVersion,
        Instant promotedAt,
        String promotedBy,
        String reason) {}
