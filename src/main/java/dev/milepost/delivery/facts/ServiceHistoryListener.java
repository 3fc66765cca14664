package dev.milepost.delivery.facts;

import dev.milepost.catalog.ownership.ServiceHistoryChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;

/**
 * Requests recomputation of services whose timeline changed, because a later assertion changes the dimensions of past
 * facts.
 */
@ApplicationScoped
class ServiceHistoryListener {

    private final RecomputationQueue queue;
    private final Event<RecomputationLoop.RecomputationRequested> requested;

    ServiceHistoryListener(RecomputationQueue marks, Event<RecomputationLoop.RecomputationRequested> marked) {
        this.queue = marks;
        this.requested = marked;
    }

    void onServiceHistoryChanged(@Observes ServiceHistoryChanged change) {
        var requests = new RecomputationRequests();
        change.sinceByService().forEach((service, since) -> {
            requests.forService(service).since(since);
            // The request counts as one waiting event, so that the lag is not 0 before the change is in the numbers.
            requests.forService(service).events(1);
        });
        queue.enqueue(requests.requests());
        requested.fire(new RecomputationLoop.RecomputationRequested());
    }
}
