package dev.milepost.catalog.sync;

import org.jspecify.annotations.Nullable;

/** How an entity stands in the catalog, as far as it takes to see what is new. */
record StoredEntity(String ref, String hash, @Nullable String telemetryKey, boolean orphaned) {

    boolean hasContentOf(EntityUpsert arrival) {
        return !orphaned && hash.equals(arrival.hash());
    }
}
