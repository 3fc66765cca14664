package dev.milepost.delivery;

import dev.milepost.events.GoldenEvent;
import dev.milepost.events.Projection;
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
    private final DeploymentFacts deployments;
    private final IncidentFacts incidents;
    private final DirtyMarks marks;
    private final Event<RecomputationLoop.Marked> marked;

    DeliveryProjection(
            ChangeRepository changes,
            DeploymentFacts deployments,
            IncidentFacts incidents,
            DirtyMarks marks,
            Event<RecomputationLoop.Marked> marked) {
        this.changes = changes;
        this.deployments = deployments;
        this.incidents = incidents;
        this.marks = marks;
        this.marked = marked;
    }

    @Override
    @Transactional
    public void apply(List<GoldenEvent> events) {
        var facts = Facts.of(events);
        var dirt = new Dirt();
        facts.eventsByService().forEach((service, count) -> dirt.of(service).events(count));
        for (var arrival : changes.upsert(facts.changes())) {
            dirt.of(arrival.service()).commits().add(arrival.commit());
            // Whatever looked at the change before has looked at another one.
            dirt.of(arrival.service()).since(arrival.described() ? Dirt.EVER : null);
        }
        deployments.store(facts.deployments(), dirt);
        incidents.store(facts.incidents(), dirt);
        marks.append(dirt.marks());
        marked.fire(new RecomputationLoop.Marked());
    }
}
