package dev.milepost.catalog.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entity that has been read and can be stored.
 *
 * @param index its place in the request
 * @param changedAt when its source changed; null where nobody says
 * @param effectiveFrom from when on it has been so, whatever was told before; null where it became so just now
 */
record EntityUpsert(
        int index,
        CatalogEntity entity,
        String hash,
        @Nullable Instant changedAt,
        @Nullable Instant effectiveFrom) {

    String ref() {
        return entity.ref().toString();
    }
}
