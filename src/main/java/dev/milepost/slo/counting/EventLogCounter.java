package dev.milepost.slo.counting;

import dev.milepost.events.log.EventLogScanner;
import dev.milepost.events.log.EventQuery.LogPosition;
import dev.milepost.slo.objectives.CountSeries;
import dev.milepost.slo.objectives.Indicator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Counts an indicator from the event log without storing the counts, as far back as the log reaches. */
@ApplicationScoped
public class EventLogCounter {

    /** A caller waits for the count, and its filters can take a tenth of a second for each event. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final EventLogScanner log;

    EventLogCounter(EventLogScanner log) {
        this.log = log;
    }

    /**
     * Counts the outcomes from {@code since} on. Of older events it keeps only those that belong to these outcomes.
     *
     * @throws CountTooLong if it takes more than 20 seconds
     */
    public CountSeries count(Indicator indicator, Instant since) {
        var beforeEach = CountTooLong.after(TIMEOUT);
        var types = List.copyOf(indicator.types());
        var counts = List.of(new IndicatorCount(0, indicator));
        var groups = new EventGroups(counts, beforeEach);
        LogPosition after = null;
        do {
            var part = log.find(types, after, EventLogReplay.BATCH_SIZE);
            var older = part.events().stream()
                    .filter(event -> event.time().isBefore(since))
                    .toList();
            // The log returns the newest events first.
            groups.add(part.events().subList(0, part.events().size() - older.size()));
            var olderGroups = new EventGroups(counts, beforeEach);
            olderGroups.add(older);
            groups.mergeOlder(olderGroups, since);
            after = part.end();
        } while (after != null);
        return groups.series();
    }
}
