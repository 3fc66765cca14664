package dev.milepost.delivery.facts;

import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.events.log.Projection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * Stores the facts of a batch of events and requests recomputation for the services that they change. All events of a
 * service come from one partition. The caller holds the lock of that partition, so no two transactions aggregate the
 * same deployment at once.
 */
@ApplicationScoped
class DeliveryProjection implements Projection {

    private final ChangeRepository changes;
    private final BuildRepository builds;
    private final PullRequestRepository pullRequests;
    private final AbbreviatedCommits abbreviations;
    private final DeploymentAggregator deployments;
    private final IncidentAggregator incidents;
    private final RecomputationQueue queue;
    private final Event<RecomputationLoop.RecomputationRequested> requested;

    DeliveryProjection(
            ChangeRepository changes,
            BuildRepository builds,
            PullRequestRepository pullRequests,
            AbbreviatedCommits abbreviations,
            DeploymentAggregator deployments,
            IncidentAggregator incidents,
            RecomputationQueue marks,
            Event<RecomputationLoop.RecomputationRequested> marked) {
        this.changes = changes;
        this.builds = builds;
        this.pullRequests = pullRequests;
        this.abbreviations = abbreviations;
        this.deployments = deployments;
        this.incidents = incidents;
        this.queue = marks;
        this.requested = marked;
    }

    @Override
    @Transactional
    public void apply(List<GoldenEvent> events) {
        var facts = DeliveryFacts.of(events);
        var requests = new RecomputationRequests();
        facts.eventsByService()
                .forEach((service, count) -> requests.forService(service).events(count));
        var arrivals = changes.upsert(facts.changes());
        for (var arrival : arrivals) {
            requests.forService(arrival.service()).commits().add(arrival.commit());
            // Any link of the service may have used the old values of an updated change, so all are recomputed.
            requests.forService(arrival.service())
                    .since(arrival.updated() ? RecomputationRequests.BEGINNING_OF_TIME : null);
        }
        for (var artifact : builds.upsert(facts.builds())) {
            requests.forService(artifact.service()).artifacts().add(artifact.artifact());
            requests.forService(artifact.service()).events(1);
        }
        // No link depends on pull requests: the stages of lead time are read from them.
        pullRequests.store(facts.pullRequests());
        deployments.store(facts.deployments(), requests);
        incidents.store(facts.incidents(), requests);
        deployments.aggregate(abbreviations.findNaming(arrivals, requests), requests);
        queue.enqueue(requests.requests());
        requested.fire(new RecomputationLoop.RecomputationRequested());
    }
}
