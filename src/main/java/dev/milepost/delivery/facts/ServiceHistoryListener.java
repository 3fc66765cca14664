package dev.milepost.delivery.facts;

import dev.milepost.catalog.ownership.ServiceHistoryChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;

/** Links the facts of services anew when it turns out later whose they are: late knowledge moves the rollups. */
@ApplicationScoped
class ServiceHistoryListener {

    private final RecomputationQueue queue;
    private final Event<RecomputationLoop.RecomputationRequested> requested;

    ServiceHistoryListener(RecomputationQueue marks, Event<RecomputationLoop.RecomputationRequested> marked) {
        this.queue = marks;
        this.requested = marked;
    }

    void onServiceHistoryChanged(@Observes ServiceHistoryChanged change) {
        var dirt = new RecomputationRequests();
        change.sinceByService().forEach((service, since) -> {
            dirt.forService(service).since(since);
            // It counts as one event that waits, so that the lag is not over before it is in the numbers.
            dirt.forService(service).events(1);
        });
        queue.enqueue(dirt.requests());
        requested.fire(new RecomputationLoop.RecomputationRequested());
    }
}
