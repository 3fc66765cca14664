package dev.milepost.delivery.facts;

import dev.milepost.catalog.ownership.ServiceHistory;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * Recomputes the links and rollups of services with recomputation requests, in one transaction. Any number of replicas
 * may run it at once: each locks services that no other replica has locked.
 */
@ApplicationScoped
class Recomputation {

    private final RecomputationQueue queue;
    private final RecomputationAttempts attempts;
    private final CurrentSettings settings;
    private final TierReassignment retiering;
    private final BuildHeads heads;
    private final RecomputationStartRepository starts;
    private final LinkRecomputation linking;
    private final RollupWriter rollups;
    private final ServiceHistory history;
    private final Sql sql;

    Recomputation(
            RecomputationQueue marks,
            RecomputationAttempts attempts,
            CurrentSettings settings,
            TierReassignment retiering,
            BuildHeads heads,
            RecomputationStartRepository moments,
            LinkRecomputation linking,
            RollupWriter rollups,
            ServiceHistory history,
            Sql sql) {
        this.queue = marks;
        this.attempts = attempts;
        this.settings = settings;
        this.retiering = retiering;
        this.heads = heads;
        this.starts = moments;
        this.linking = linking;
        this.rollups = rollups;
        this.history = history;
        this.sql = sql;
    }

    /** Recomputes those of the services that no other replica has locked, and returns their number. */
    @Transactional
    int run(List<String> claimed) {
        var services = queue.lockServices(claimed);
        var outdated = settings.findOutdated(services);
        if (!settings.isCurrent()) {
            services.removeAll(outdated);
            outdated.clear();
        }
        if (services.isEmpty()) {
            return 0;
        }
        var requests = queue.dequeue(services);
        outdated.forEach(service -> requests.forService(service).since(RecomputationRequests.BEGINNING_OF_TIME));
        retiering.apply(services, outdated, RecomputationMemory.ofHeap());
        heads.apply(requests, RecomputationMemory.ofHeap());
        var stale = starts.find(requests);
        var changes = new ContributionChanges();
        for (var slice : starts.splitIntoBatches(services, stale)) {
            linking.relink(new RecomputationBatch(
                    slice,
                    stale.restrictedTo(slice),
                    incidents(requests, slice),
                    new DimensionLookup(sql, history, slice),
                    changes,
                    RecomputationMemory.ofHeap().beside(changes)));
        }
        rollups.apply(changes.removed(), changes.added());
        settings.applied(outdated);
        attempts.end(services);
        return services.size();
    }

    private static List<Incident.Key> incidents(RecomputationRequests requests, List<String> services) {
        return services.stream()
                .flatMap(service -> requests.forService(service).incidents().stream())
                .distinct()
                .toList();
    }
}
