package dev.milepost.delivery.facts;

import dev.milepost.catalog.ownership.ServiceHistory;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import javax.sql.DataSource;

/**
 * Brings the links and rollups of marked services up to their facts, in one transaction. Any number of replicas may do
 * it at once: each takes services that no other holds.
 */
@ApplicationScoped
class Recomputation {

    /**
     * Each statement looks for a few rows at the end of each chain, along an index. How many those are a plan that is made
     * once can only guess, a third of all of a service; and for that it read whole tables, the slower the longer the history.
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

    /** How many services were marked and are now up to date; 0 where none is marked or others hold them all. */
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
