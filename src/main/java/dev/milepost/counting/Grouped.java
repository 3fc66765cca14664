package dev.milepost.counting;

import dev.milepost.events.GoldenEvent;
import dev.milepost.objectives.Counts;
import dev.milepost.objectives.Indicator;
import dev.milepost.objectives.Occurrence;
import dev.milepost.objectives.Outcome;
import dev.milepost.objectives.Series;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Events by what an indicator judges together, of each no more than matters. */
final class Grouped {

    private final Map<String, List<Reckoning>> byType = new HashMap<>();
    private final Map<OutcomeKey, Group> groups = new HashMap<>();

    Grouped(Collection<Reckoning> reckonings) {
        for (var reckoning : reckonings) {
            for (var type : reckoning.indicator().types()) {
                byType.computeIfAbsent(type, t -> new ArrayList<>()).add(reckoning);
            }
        }
    }

    /** @param events those that matter of all that belong together, without what the indicator does not read */
    record Group(Reckoning reckoning, List<Occurrence> events) {

        Group with(List<Occurrence> more) {
            var all = new ArrayList<>(events);
            more.forEach(event -> all.add(reckoning.kept(event)));
            return new Group(reckoning, indicator().essence(all));
        }

        Indicator indicator() {
            return reckoning.indicator();
        }

        Outcome outcome() {
            return indicator().outcome(events);
        }
    }

    static Grouped of(Collection<Reckoning> reckonings, Collection<GoldenEvent> events) {
        var grouped = new Grouped(reckonings);
        grouped.add(events);
        return grouped;
    }

    void add(Collection<GoldenEvent> events) {
        for (var event : events) {
            var asking = byType.getOrDefault(event.type(), List.of());
            if (event.golden() && !asking.isEmpty()) {
                add(OccurrenceJson.of(event), asking);
            }
        }
    }

    /**
     * Takes of older ones those that belong to what is here, and those that count from a time on all the same, since
     * events may tell a time of their own. So no more is here than what counts from then on.
     */
    void join(Grouped older, Instant since) {
        older.groups.forEach((key, group) -> {
            if (groups.containsKey(key)) {
                groups.merge(key, group, (known, more) -> known.with(more.events()));
            } else if (!group.outcome().at().isBefore(since)) {
                groups.put(key, group);
            }
        });
    }

    private void add(Occurrence event, List<Reckoning> asking) {
        var said = "";
        UUID hash = null;
        for (var reckoning : asking) {
            var text = reckoning.indicator().key(event).orElse(null);
            if (text != null) {
                // Most of them keep events apart by the same.
                if (hash == null || !text.equals(said)) {
                    said = text;
                    hash = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
                }
                groups.merge(
                        new OutcomeKey(reckoning.id(), hash),
                        new Group(reckoning, List.of(reckoning.kept(event))),
                        (group, one) -> group.with(one.events()));
            }
        }
    }

    Map<OutcomeKey, Group> groups() {
        return groups;
    }

    /** Their outcomes by the minute, as they would be kept. */
    Series series() {
        var steps = new HashMap<Instant, Counts>();
        groups.values().stream()
                .map(Group::outcome)
                .forEach(outcome ->
                        steps.merge(outcome.at().truncatedTo(ChronoUnit.MINUTES), Counts.of(outcome), Counts::plus));
        return Series.of(steps);
    }
}
