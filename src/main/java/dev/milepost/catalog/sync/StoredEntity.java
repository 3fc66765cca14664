package dev.milepost.catalog.sync;

import org.jspecify.annotations.Nullable;

/** The stored state of an entity, as far as it is needed to detect changes. */
record StoredEntity(String ref, String hash, @Nullable String telemetryKey, boolean orphaned) {

    boolean hasContentOf(EntityUpsert arrival) {
        return !orphaned && hash.equals(arrival.hash());
    }
}
