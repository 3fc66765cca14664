package dev.milepost.catalog.sync;

import dev.milepost.catalog.sync.CatalogEventPublisher.EntityChange;
import dev.milepost.catalog.sync.EntityRepository.StoredState;
import dev.milepost.catalog.sync.SyncReceipt.Result;
import dev.milepost.security.erasure.Pseudonyms;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes the catalog in one transaction: entities, ownership history, events and audit log. */
@ApplicationScoped
class EntityStore {

    private static final Duration IMPORTED_AFTER = Duration.ofDays(1);

    private final EntityRepository entities;
    private final OwnershipUpdater ownership;
    private final CatalogEventPublisher events;
    private final Pseudonyms pseudonyms;
    private final SyncTimes syncTimes;
    private final Clock clock;

    EntityStore(
            EntityRepository entities,
            OwnershipUpdater ownership,
            CatalogEventPublisher events,
            Pseudonyms pseudonyms,
            SyncTimes syncTimes,
            Clock clock) {
        this.syncTimes = syncTimes;
        this.entities = entities;
        this.ownership = ownership;
        this.events = events;
        this.pseudonyms = pseudonyms;
        this.clock = clock;
    }

    /**
     * Stores changed entities. Returns the result of each entity by its ref. Erased people have pseudonyms in them, and
     * their own entities are not stored and have no result.
     */
    @Transactional
    Map<String, Result> store(List<EntityUpsert> received) {
        entities.lock();
        var arrivals = ErasedPeople.replaceIn(received, pseudonyms.readBeforeWriting());
        var now = now();
        var before =
                entities.findStates(arrivals.stream().map(EntityUpsert::ref).toList());
        var changed = arrivals.stream()
                .filter(arrival -> !before.containsKey(arrival.ref())
                        || !before.get(arrival.ref()).hasContentOf(arrival))
                .toList();
        if (!changed.isEmpty()) {
            entities.upsert(changed, now);
        }
        var upserts = arrivals.stream()
                .filter(arrival -> arrival.effectiveFrom() != null || changed.contains(arrival))
                .toList();
        var firstSync = Objects.requireNonNullElse(syncTimes.find().firstSyncAt(), now);
        var moved = ownership.update(upserts, keys(upserts, before), now);
        var results = new HashMap<String, Result>();
        for (var arrival : arrivals) {
            var entity = arrival.entity();
            var corrected = arrival.effectiveFrom() != null
                    && (moved.services().contains(String.valueOf(entity.telemetryKey()))
                            || entity.isSystem() && moved.systems().contains(entity.shortName()));
            var result = changed.contains(arrival) || corrected ? Result.UPDATED : Result.UNCHANGED;
            results.put(arrival.ref(), before.containsKey(arrival.ref()) ? result : Result.CREATED);
        }
        events.publish(
                upserts.stream()
                        .filter(arrival -> results.get(arrival.ref()) != Result.UNCHANGED)
                        .map(arrival -> new EntityChange(
                                arrival.ref(),
                                arrival.entity().telemetryKey(),
                                arrival.changedAt(),
                                isImported(arrival, firstSync),
                                null,
                                arrival.effectiveFrom()))
                        .toList(),
                now);
        return results;
    }

    /** A change of long before the first sync was not late: nobody processed the catalog. */
    private static boolean isImported(EntityUpsert arrival, Instant firstSync) {
        return arrival.changedAt() != null && arrival.changedAt().isBefore(firstSync.minus(IMPORTED_AFTER));
    }

    /** The telemetry keys that the entities have now and had before. */
    private static Set<String> keys(List<EntityUpsert> upserts, Map<String, StoredState> before) {
        var keys = new HashSet<String>();
        for (var arrival : upserts) {
            var stored = before.get(arrival.ref());
            add(keys, arrival.entity().telemetryKey());
            add(keys, stored == null || stored.orphaned() ? null : stored.telemetryKey());
        }
        return keys;
    }

    private static void add(Set<String> keys, @Nullable String key) {
        if (key != null) {
            keys.add(key);
        }
    }

    /** Orphans entities, in the caller's transaction and under the catalog lock that the caller holds. */
    @Transactional(Transactional.TxType.MANDATORY)
    void orphan(Collection<StoredState> orphaned) {
        var now = now();
        var refs = orphaned.stream().map(StoredState::ref).toList();
        entities.orphan(refs, now);
        entities.remove(refs.stream().filter(CatalogEntity::isPerson).toList());
        var keys = new HashSet<String>();
        orphaned.forEach(entity -> add(keys, entity.telemetryKey()));
        ownership.update(List.of(), keys, now);
        ownership.removeMemberships(refs);
        events.publish(
                orphaned.stream()
                        .map(entity -> new EntityChange(entity.ref(), entity.telemetryKey(), null, false, now, null))
                        .toList(),
                now);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
