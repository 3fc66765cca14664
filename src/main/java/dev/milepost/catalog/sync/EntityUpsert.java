package dev.milepost.catalog.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A valid entity of a request, ready to be stored.
 *
 * @param index position in the request
 * @param changedAt when the entity's source changed; null if unknown
 * @param effectiveFrom start of the time that the entity corrects, whatever was asserted before; null if it is no
 *     correction
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
