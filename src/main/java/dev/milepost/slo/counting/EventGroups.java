package dev.milepost.slo.counting;

import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.slo.objectives.CountSeries;
import dev.milepost.slo.objectives.Counts;
import dev.milepost.slo.objectives.Indicator;
import dev.milepost.slo.objectives.Outcome;
import dev.milepost.slo.objectives.SliEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Groups events by the indicator count and the grouping key. Each group keeps only the events that decide its outcome.
 */
final class EventGroups {

    private final Map<String, List<IndicatorCount>> byType = new HashMap<>();
    private final Map<OutcomeKey, Group> groups = new HashMap<>();
    private final Runnable beforeEach;
    private long heap;

    EventGroups(Collection<IndicatorCount> indicatorCounts) {
        this(indicatorCounts, () -> {});
    }

    /** @param beforeEach called before each outcome; it ends the counting by an exception */
    EventGroups(Collection<IndicatorCount> indicatorCounts, Runnable beforeEach) {
        this.beforeEach = beforeEach;
        for (var indicatorCount : indicatorCounts) {
            for (var type : indicatorCount.indicator().types()) {
                byType.computeIfAbsent(type, t -> new ArrayList<>()).add(indicatorCount);
            }
        }
    }

    /**
     * Identifies an outcome.
     *
     * @param key the hash of the grouping key, which the events of one outcome share
     */
    record OutcomeKey(int indicatorCount, UUID key) implements Comparable<OutcomeKey> {

        private static final Comparator<OutcomeKey> ORDER =
                Comparator.comparingInt(OutcomeKey::indicatorCount).thenComparing(OutcomeKey::key);

        @Override
        public int compareTo(OutcomeKey other) {
            return ORDER.compare(this, other);
        }
    }

    /** @param events the events that decide the outcome, reduced to the fields that the indicator reads */
    record Group(IndicatorCount indicatorCount, List<SliEvent> events) {

        Group with(List<SliEvent> more) {
            var all = new ArrayList<>(events);
            more.forEach(event -> all.add(indicatorCount.kept(event)));
            return new Group(indicatorCount, indicator().decidingEvents(all));
        }

        Indicator indicator() {
            return indicatorCount.indicator();
        }

        Outcome outcome() {
            return indicator().outcome(events);
        }

        long heap() {
            return events.stream().mapToLong(EventHeapUse::of).sum();
        }
    }

    static EventGroups of(Collection<IndicatorCount> indicatorCounts, Collection<GoldenEvent> events) {
        var groups = new EventGroups(indicatorCounts);
        events.forEach(groups::add);
        return groups;
    }

    void add(GoldenEvent event) {
        var counts = byType.getOrDefault(event.type(), List.of());
        if (event.golden() && !counts.isEmpty()) {
            add(SliEventJson.of(event), counts);
        }
    }

    /**
     * Merges older events. It keeps a group if it exists here already. It also keeps a group whose outcome is at or
     * after {@code since}, because an indicator can take the time of an outcome from the data of an event. All others
     * are dropped.
     */
    void mergeOlder(EventGroups older, Instant since) {
        older.groups.forEach((key, group) -> {
            beforeEach.run();
            if (groups.containsKey(key) || !group.outcome().at().isBefore(since)) {
                merge(key, group);
            }
        });
    }

    private void add(SliEvent event, List<IndicatorCount> counts) {
        var hashedText = "";
        UUID hash = null;
        for (var indicatorCount : counts) {
            var text = indicatorCount.indicator().groupingKey(event).orElse(null);
            if (text != null) {
                // Most indicators group by the same key, so the hash is reused.
                if (hash == null || !text.equals(hashedText)) {
                    hashedText = text;
                    hash = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
                }
                merge(
                        new OutcomeKey(indicatorCount.id(), hash),
                        new Group(indicatorCount, List.of(indicatorCount.kept(event))));
            }
        }
    }

    private void merge(OutcomeKey key, Group more) {
        var known = groups.get(key);
        var merged = known == null ? more : known.with(more.events());
        heap += merged.heap() - (known == null ? 0 : known.heap());
        groups.put(key, merged);
    }

    /** Returns the approximate heap use of the groups, in bytes. A filter can read, and so keep, all of an event. */
    long heap() {
        return heap;
    }

    Map<OutcomeKey, Group> groups() {
        return groups;
    }

    /** Returns the outcomes at a time as counts per minute, as they would be stored. */
    CountSeries series(Instant now) {
        var steps = new HashMap<Instant, Counts>();
        groups.values().stream()
                .map(group -> outcome(group).at(now))
                .forEach(outcome ->
                        steps.merge(outcome.at().truncatedTo(ChronoUnit.MINUTES), Counts.of(outcome), Counts::plus));
        return CountSeries.of(steps);
    }

    private Outcome outcome(Group group) {
        beforeEach.run();
        return group.outcome();
    }
}
