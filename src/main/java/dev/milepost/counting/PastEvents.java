package dev.milepost.counting;

import dev.milepost.events.EventParts;
import dev.milepost.events.EventQuery.Place;
import dev.milepost.objectives.Indicator;
import dev.milepost.objectives.Series;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The log, read again for an objective that is not kept, as far back as it reaches. */
@ApplicationScoped
public class PastEvents {

    private final EventParts log;

    PastEvents(EventParts log) {
        this.log = log;
    }

    /** What an indicator makes of all of it. */
    public Series count(Indicator indicator) {
        var types = List.copyOf(indicator.types());
        var grouped = new Grouped(List.of(new Reckoning(0, indicator)));
        Place after = null;
        do {
            var part = log.find(types, after, LogReading.PART);
            grouped.add(part.events());
            after = part.end();
        } while (after != null);
        return grouped.series();
    }
}
