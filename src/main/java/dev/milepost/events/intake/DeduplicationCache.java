package dev.milepost.events.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * The identities of events that the broker has lately taken. Only spares work: what is forgotten here is found to be a
 * duplicate by the event log.
 */
@ApplicationScoped
class DeduplicationCache {

    private final Cache<UUID, Boolean> identities;

    DeduplicationCache(IntakeConfig config) {
        this.identities =
                Caffeine.newBuilder().maximumSize(config.rememberedEvents()).build();
    }

    boolean contains(UUID identity) {
        return identities.getIfPresent(identity) != null;
    }

    void add(UUID identity) {
        identities.put(identity, true);
    }
}
