package dev.milepost.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entity that has been read and can be stored.
 *
 * @param index its place in the request
 * @param changedAt when its source changed; null where nobody says
 * @param effectiveFrom from when on it has been so, whatever was told before; null where it became so just now
 */
record Arrival(
        int index,
        Entity entity,
        String hash,
        @Nullable Instant changedAt,
        @Nullable Instant effectiveFrom) {

    String ref() {
        return entity.ref().toString();
    }
}
