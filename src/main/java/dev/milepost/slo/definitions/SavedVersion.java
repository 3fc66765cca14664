package dev.milepost.slo.definitions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of a definition, and who saved it when.
 *
 * @param createdAt null where it is the one that the service brings along
 */
public record SavedVersion(
        int version, String author, @Nullable Instant createdAt) {

    static final SavedVersion BUILT_IN = new SavedVersion(0, "milepost", null);
}
