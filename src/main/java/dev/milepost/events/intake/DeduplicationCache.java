package dev.milepost.events.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.milepost.events.pipeline.IntakeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * The identities of events that the broker accepted recently. This cache only saves work: the event log detects the
 * duplicates of events that were evicted from here.
 */
@ApplicationScoped
class DeduplicationCache {

    private final Cache<UUID, Boolean> identities;

    DeduplicationCache(IntakeConfig config) {
        this.identities =
                Caffeine.newBuilder().maximumSize(config.cachedEvents()).build();
    }

    boolean contains(UUID identity) {
        return identities.getIfPresent(identity) != null;
    }

    void add(UUID identity) {
        identities.put(identity, true);
    }
}
