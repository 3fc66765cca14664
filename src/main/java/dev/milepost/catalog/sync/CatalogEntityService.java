package dev.milepost.catalog.sync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.catalog.ownership.OwnershipPeriod;
import dev.milepost.catalog.ownership.ServiceHistory;
import dev.milepost.catalog.sync.EntityRepository.EntityRow;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and orphans single entities. */
@ApplicationScoped
class CatalogEntityService {

    private final EntityRepository entities;
    private final EntityStore store;
    private final ServiceHistory history;

    CatalogEntityService(EntityRepository entities, EntityStore store, ServiceHistory history) {
        this.entities = entities;
        this.store = store;
        this.history = history;
    }

    /**
     * An entity and the history of its service.
     *
     * @param serviceId null if the entity does not represent a service
     * @param orphanedAt null while the catalog has the entity
     * @param history from all sources, earliest first
     */
    record SyncedEntity(
            String entityRef,
            @Nullable String serviceId,
            JsonNode entity,
            String contentHash,
            Instant changedAt,
            Instant processedAt,
            @Nullable Instant orphanedAt,
            List<OwnershipHistoryEntry> history) {}

    /** @param validFrom null if the start is unknown */
    record OwnershipHistoryEntry(
            @Nullable Instant validFrom,
            @Nullable String team,
            @Nullable String system,
            @Nullable String domain,
            @Nullable String tier,
            @Nullable String risk,
            @Nullable String template,
            @Nullable String templateVersion) {

        static OwnershipHistoryEntry of(OwnershipPeriod period) {
            return new OwnershipHistoryEntry(
                    period.hasOpenStart() ? null : period.validFrom(),
                    period.team(),
                    period.system(),
                    period.domain(),
                    period.tier(),
                    period.risk(),
                    period.template(),
                    period.templateVersion());
        }
    }

    SyncedEntity find(String text) {
        var kept = require(text);
        var service = kept.entity().telemetryKey();
        var periods = service == null ? Map.<String, List<OwnershipPeriod>>of() : history.findPeriods(List.of(service));
        return new SyncedEntity(
                kept.entity().ref().toString(),
                service,
                kept.entity().content(),
                kept.hash(),
                kept.changedAt(),
                kept.processedAt(),
                kept.orphanedAt(),
                periods.getOrDefault(String.valueOf(service), List.of()).stream()
                        .map(OwnershipHistoryEntry::of)
                        .toList());
    }

    /**
     * Orphans an entity. Does nothing if it is an orphan already.
     *
     * @throws ProblemException if it has never been synced
     */
    @Transactional
    void orphan(String text) {
        entities.lock();
        var ref = require(text).entity().ref().toString();
        store.orphan(entities.findStates(List.of(ref)).values().stream()
                .filter(entity -> !entity.orphaned())
                .toList());
    }

    private EntityRow require(String text) {
        return EntityRef.parse(text, "", EntityRef.DEFAULT_NAMESPACE)
                .flatMap(ref -> entities.findOne(ref.toString()))
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.UNKNOWN_ENTITY,
                        "%s has not been synced. A ref is kind:namespace/name, such as component:default/payments-api."
                                .formatted(text)));
    }
}
