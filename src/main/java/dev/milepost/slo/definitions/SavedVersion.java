package dev.milepost.slo.definitions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a version of a definition.
 *
 * @param createdAt null for a built-in definition
 */
public record SavedVersion(
        int version, String author, @Nullable Instant createdAt) {

    static final SavedVersion BUILT_IN = new SavedVersion(0, "milepost", null);
}
