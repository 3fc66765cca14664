package dev.milepost.delivery;

import dev.milepost.ownership.ServiceHistoryChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;

/** Links the facts of services anew when it turns out later whose they are: late knowledge moves the rollups. */
@ApplicationScoped
class ServiceHistoryListener {

    private final DirtyMarks marks;
    private final Event<RecomputationLoop.Marked> marked;

    ServiceHistoryListener(DirtyMarks marks, Event<RecomputationLoop.Marked> marked) {
        this.marks = marks;
        this.marked = marked;
    }

    void changed(@Observes ServiceHistoryChanged change) {
        var dirt = new Dirt();
        change.sinceByService().forEach((service, since) -> {
            dirt.of(service).since(since);
            // It counts as one event that waits, so that the lag is not over before it is in the numbers.
            dirt.of(service).events(1);
        });
        marks.append(dirt.marks());
        marked.fire(new RecomputationLoop.Marked());
    }
}
