package dev.milepost.delivery.facts;

import dev.milepost.catalog.ownership.ServiceHistory;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;

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
        var sizes = starts.sizes(stale);
        requestRests(starts.splitLongChains(stale, sizes), sizes, requests);
        var changes = new ContributionChanges();
        for (var slice : starts.splitIntoBatches(services, sizes)) {
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

    /** The rest of a chain takes its share of the events that the pipeline still has to count. */
    private void requestRests(
            List<RecomputationStartRepository.Rest> rests,
            Map<String, Integer> sizes,
            RecomputationRequests requested) {
        var requests = new RecomputationRequests();
        for (var rest : rests) {
            var request = requests.forService(rest.service());
            request.since(rest.since());
            long events = requested.forService(rest.service()).events();
            request.events((int) Math.max(1, events * rest.deployments() / sizes.getOrDefault(rest.service(), 1)));
            sizes.merge(rest.service(), -rest.deployments(), Integer::sum);
        }
        queue.enqueue(requests.requests());
    }

    private static List<Incident.Key> incidents(RecomputationRequests requests, List<String> services) {
        return services.stream()
                .flatMap(service -> requests.forService(service).incidents().stream())
                .distinct()
                .toList();
    }
}
