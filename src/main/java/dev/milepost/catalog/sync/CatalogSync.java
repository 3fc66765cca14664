package dev.milepost.catalog.sync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.catalog.sync.SyncReceipt.Outcome;
import dev.milepost.catalog.sync.SyncReceipt.Result;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Stores the entities that a catalog processor sends. A request without changes costs one query and takes no lock. */
@ApplicationScoped
class CatalogSync {

    /** SQLSTATE class of transactions that the database rolled back because of another, such as deadlocks. */
    private static final String ROLLED_BACK = "40";

    private static final int ATTEMPTS = 5;

    private final EntityRepository entities;
    private final EntityStore store;
    private final Clock clock;

    CatalogSync(EntityRepository entities, EntityStore store, Clock clock) {
        this.entities = entities;
        this.store = store;
        this.clock = clock;
    }

    SyncReceipt sync(JsonNode body) {
        var reader = new SyncRequestReader(clock.instant()).read(body);
        var results = storeChanged(reader.upserts());
        var outcomes = new ArrayList<>(reader.rejected());
        reader.upserts()
                .forEach(arrival ->
                        outcomes.add(Outcome.of(arrival, results.getOrDefault(arrival.ref(), Result.UNCHANGED))));
        outcomes.sort(Comparator.comparing(Outcome::index));
        return SyncReceipt.of(outcomes);
    }

    private Map<String, Result> storeChanged(List<EntityUpsert> arrivals) {
        var known = entities.findStates(arrivals.stream().map(EntityUpsert::ref).toList());
        var changed = new ArrayList<EntityUpsert>();
        for (var arrival : arrivals) {
            var stored = known.get(arrival.ref());
            if (arrival.effectiveFrom() != null || stored == null || !stored.hasContentOf(arrival)) {
                changed.add(arrival);
            }
        }
        return changed.isEmpty() ? Map.of() : store(changed);
    }

    /**
     * Stores the changed entities. Projections request recomputation of services too, so the two can deadlock; the
     * transaction that the database rolls back is retried, {@value #ATTEMPTS} attempts in all.
     */
    private Map<String, Result> store(List<EntityUpsert> changed) {
        for (int attempt = 1; ; attempt++) {
            try {
                return store.store(changed);
            } catch (Sql.Failure e) {
                if (!e.state().startsWith(ROLLED_BACK) || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
