package dev.milepost.templates.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a channel was pointed to a version, forward or back.
 *
 * @param previousVersion where it pointed before; null the first time
 */
public record Promotion(
        String channel,
        String version,
        @Nullable String previousVersion,
        Instant promotedAt,
        String promotedBy,
        String reason) {}
