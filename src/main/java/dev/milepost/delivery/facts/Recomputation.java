package dev.milepost.delivery.facts;

import dev.milepost.catalog.ownership.ServiceHistory;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import javax.sql.DataSource;

/**
 * Recomputes the links and rollups of services with recomputation requests, in one transaction. Any number of replicas
 * may run it at once: each locks services that no other replica has locked.
 */
@ApplicationScoped
class Recomputation {

    /**
     * Disables sequential scans, hash joins and merge joins for the transaction. Each statement reads a few rows at the
     * end of each chain, along an index. A plan that is made once can only estimate how many rows these are, and
     * estimates a third of all rows of a service. Whole tables were read for that, the slower the longer the history.
     */
    private static final String FORCE_INDEX_SCANS = """
            select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
                set_config('enable_mergejoin', 'off', true)
            """;

    private final RecomputationQueue queue;
    private final TierReassignment retiering;
    private final RecomputationStartRepository starts;
    private final LinkRecomputation linking;
    private final RollupWriter rollups;
    private final ServiceHistory history;
    private final Sql sql;
    private final int batchSize;

    Recomputation(
            RecomputationQueue marks,
            TierReassignment retiering,
            RecomputationStartRepository moments,
            LinkRecomputation linking,
            RollupWriter rollups,
            ServiceHistory history,
            DataSource database,
            DeliveryConfig config) {
        this.queue = marks;
        this.retiering = retiering;
        this.starts = moments;
        this.linking = linking;
        this.rollups = rollups;
        this.history = history;
        this.sql = new Sql(database);
        this.batchSize = config.servicesAtOnce();
    }

    /**
     * Recomputes a batch and returns the number of services; 0 if there are no requests or other replicas have locked
     * all services.
     */
    @Transactional
    int run() {
        sql.query(FORCE_INDEX_SCANS, row -> row.getString(1));
        var services = queue.lockServices(batchSize);
        if (services.isEmpty()) {
            return 0;
        }
        var dirt = queue.dequeue(services);
        retiering.apply(services);
        var stale = starts.find(dirt);
        var changes = new ContributionChanges();
        for (var slice : starts.splitIntoBatches(services, stale)) {
            linking.relink(new RecomputationBatch(
                    slice,
                    stale.restrictedTo(slice),
                    incidents(dirt, slice),
                    new DimensionLookup(sql, history, slice),
                    changes));
        }
        rollups.apply(changes.removed(), changes.added());
        return services.size();
    }

    private static List<Incident.Key> incidents(RecomputationRequests dirt, List<String> services) {
        return services.stream()
                .flatMap(service -> dirt.forService(service).incidents().stream())
                .distinct()
                .toList();
    }
}
