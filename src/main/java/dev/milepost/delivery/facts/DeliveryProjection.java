package dev.milepost.delivery.facts;

import dev.milepost.events.golden.GoldenEvent;
import dev.milepost.events.log.Projection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * Stores the facts of a batch of events and marks what they touch for recomputation. All events of a service come from
 * one partition, whose lock the caller holds, so that no deployment is folded twice at once.
 */
@ApplicationScoped
class DeliveryProjection implements Projection {

    private final ChangeRepository changes;
    private final DeploymentAggregator deployments;
    private final IncidentAggregator incidents;
    private final RecomputationQueue queue;
    private final Event<RecomputationLoop.RecomputationRequested> requested;

    DeliveryProjection(
            ChangeRepository changes,
            DeploymentAggregator deployments,
            IncidentAggregator incidents,
            RecomputationQueue marks,
            Event<RecomputationLoop.RecomputationRequested> marked) {
        this.changes = changes;
        this.deployments = deployments;
        this.incidents = incidents;
        this.queue = marks;
        this.requested = marked;
    }

    @Override
    @Transactional
    public void apply(List<GoldenEvent> events) {
        var facts = DeliveryFacts.of(events);
        var dirt = new RecomputationRequests();
        facts.eventsByService()
                .forEach((service, count) -> dirt.forService(service).events(count));
        for (var arrival : changes.upsert(facts.changes())) {
            dirt.forService(arrival.service()).commits().add(arrival.commit());
            // Whatever looked at the change before has looked at another one.
            dirt.forService(arrival.service())
                    .since(arrival.updated() ? RecomputationRequests.BEGINNING_OF_TIME : null);
        }
        deployments.store(facts.deployments(), dirt);
        incidents.store(facts.incidents(), dirt);
        queue.enqueue(dirt.requests());
        requested.fire(new RecomputationLoop.RecomputationRequested());
    }
}
