package dev.milepost.slo;

import dev.milepost.events.GoldenEvent;
import dev.milepost.objectives.Counts;
import dev.milepost.objectives.Indicator;
import dev.milepost.objectives.Occurrence;
import dev.milepost.objectives.Series;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Events by what an indicator judges together, of each no more than matters. */
final class Grouped {

    private final Indicator indicator;
    private final Map<UUID, List<Occurrence>> byKey = new TreeMap<>();

    Grouped(Indicator indicator) {
        this.indicator = indicator;
    }

    static Grouped of(Indicator indicator, Collection<GoldenEvent> events) {
        var grouped = new Grouped(indicator);
        grouped.add(events);
        return grouped;
    }

    void add(Collection<GoldenEvent> events) {
        for (var event : events) {
            if (event.golden() && indicator.types().contains(event.type())) {
                add(OccurrenceJson.of(event));
            }
        }
    }

    private void add(Occurrence event) {
        indicator.key(event).ifPresent(text -> {
            var key = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
            var all = new ArrayList<>(byKey.getOrDefault(key, List.of()));
            all.add(event);
            byKey.put(key, indicator.essence(all));
        });
    }

    /** In the order in which the database is to lock them. */
    Map<UUID, List<Occurrence>> byKey() {
        return byKey;
    }

    /** Their outcomes by the minute, as they would be kept. */
    Series series() {
        var steps = new HashMap<Instant, Counts>();
        byKey.values().stream()
                .map(indicator::outcome)
                .forEach(outcome ->
                        steps.merge(outcome.at().truncatedTo(ChronoUnit.MINUTES), Counts.of(outcome), Counts::plus));
        return Series.of(steps);
    }
}
