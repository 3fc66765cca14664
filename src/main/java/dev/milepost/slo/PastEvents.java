package dev.milepost.slo;

import dev.milepost.events.EventHistory;
import dev.milepost.events.EventQuery;
import dev.milepost.events.GoldenEvent;
import dev.milepost.objectives.Slo;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Consumer;

/** The log, read again for an objective, as far back as it reaches. */
@ApplicationScoped
class PastEvents {

    private static final int PART = 2_000;

    private final EventHistory history;

    PastEvents(EventHistory history) {
        this.history = history;
    }

    /** All of it, in parts, each of which stands for itself. */
    void read(Slo slo, Consumer<List<GoldenEvent>> part) {
        var types = List.copyOf(slo.indicator().types());
        EventQuery.Place after = null;
        while (true) {
            var events = history.find(new EventQuery(List.of(), types, null, null, null, after, PART));
            part.accept(events);
            if (events.size() < PART) {
                return;
            }
            var last = events.get(events.size() - 1);
            after = new EventQuery.Place(last.time(), last.identity());
        }
    }
}
