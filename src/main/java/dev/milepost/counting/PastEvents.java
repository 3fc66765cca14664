package dev.milepost.counting;

import dev.milepost.events.EventParts;
import dev.milepost.events.EventQuery.Place;
import dev.milepost.objectives.Indicator;
import dev.milepost.objectives.Series;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** The log, read again for an objective that is not kept, as far back as it reaches. */
@ApplicationScoped
public class PastEvents {

    private final EventParts log;

    PastEvents(EventParts log) {
        this.log = log;
    }

    /** What an indicator makes of it from a time on; of what was before is kept only what belongs to that. */
    public Series count(Indicator indicator, Instant since) {
        var types = List.copyOf(indicator.types());
        var asking = List.of(new Reckoning(0, indicator));
        var grouped = new Grouped(asking);
        Place after = null;
        do {
            var part = log.find(types, after, LogReading.PART);
            var older = part.events().stream()
                    .filter(event -> event.time().isBefore(since))
                    .toList();
            // Newest first.
            grouped.add(part.events().subList(0, part.events().size() - older.size()));
            grouped.join(Grouped.of(asking, older), since);
            after = part.end();
        } while (after != null);
        return grouped.series();
    }
}
