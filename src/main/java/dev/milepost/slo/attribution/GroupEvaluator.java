package dev.milepost.slo.attribution;

import dev.milepost.slo.objectives.CountSeries;
import dev.milepost.slo.objectives.Counts;
import dev.milepost.slo.objectives.Evaluation;
import dev.milepost.slo.objectives.Evaluation.EvaluationTime;
import dev.milepost.slo.objectives.Objective;
import dev.milepost.slo.objectives.Slo;
import dev.milepost.slo.objectives.TimeRange;
import dev.milepost.slo.objectives.TimeSlicing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Evaluates an SLO on the events of each group. */
public final class GroupEvaluator {

    /** The maximum number of groups. Beyond it the groups with the fewest events are merged. */
    static final int MAX_GROUPS = 100;

    private static final String CORRECTED = "corrected";

    private final Slo slo;
    private final EvaluationTime time;
    private final List<TimeRange> corrected;

    /**
     * The status of an SLO for the events of one group of a dimension.
     *
     * @param key the group; null if it is not a single one
     * @param keys the number of groups: 1, more if the groups with the fewest events are merged, 0 for events without a
     * value
     * @param objectives only their values for the whole window are valid, because each part of the window was counted
     * as one step
     */
    public record GroupStatus(@Nullable String key, int keys, List<Evaluation> objectives) {

        public GroupStatus {
            objectives = List.copyOf(objectives);
        }
    }

    /** @param corrected the time ranges that corrections exclude */
    public GroupEvaluator(Slo slo, EvaluationTime time, List<TimeRange> corrected) {
        // Empty slices are ignored: a group need not have events in every slice.
        this.slo = new Slo(
                slo.name(),
                slo.description(),
                slo.indicator(),
                slo.window(),
                slo.objectives().stream()
                        .map(GroupEvaluator::ignoringEmptySlices)
                        .toList(),
                slo.ownRules());
        this.time = time;
        this.corrected = List.copyOf(corrected);
    }

    private static Objective ignoringEmptySlices(Objective objective) {
        return new Objective(
                objective.displayName(),
                objective.target(),
                objective
                        .timeSlicing()
                        .map(timeSlicing -> new TimeSlicing(
                                timeSlicing.window(), timeSlicing.target(), TimeSlicing.EmptySlices.IGNORED)));
    }

    /**
     * Returns the boundaries of the parts of time within which events need not be distinguished. The last one is the
     * end.
     */
    public List<Instant> boundaries() {
        var edges = new TreeSet<Instant>();
        slo.objectives().forEach(objective -> edges.addAll(Evaluation.boundaries(slo, objective, time)));
        for (var range : corrected) {
            edges.addAll(List.of(range.from(), range.to()).stream()
                    .filter(edge -> edge.isAfter(edges.first()) && edge.isBefore(edges.last()))
                    .toList());
        }
        return List.copyOf(edges);
    }

    /** Returns all groups, those with the most events first. Together they have all events. */
    public List<GroupStatus> groups(OutcomeDimension dimension, Collection<LabelCount> counts) {
        var byKey = new HashMap<@Nullable String, Map<Instant, Counts>>();
        for (var counted : counts) {
            byKey.computeIfAbsent(dimension.key(counted.labels()), key -> new HashMap<>())
                    .merge(counted.at(), counted.counts(), Counts::plus);
        }
        var unnamed = byKey.remove(null);
        var named = new ArrayList<>(byKey.entrySet());
        named.sort(Comparator.comparingLong((Map.Entry<String, Map<Instant, Counts>> one) -> -total(one.getValue()))
                .thenComparing(Map.Entry.comparingByKey()));
        var groups = new ArrayList<GroupStatus>();
        named.stream().limit(MAX_GROUPS).forEach(one -> groups.add(group(one.getKey(), 1, one.getValue())));
        if (named.size() > MAX_GROUPS) {
            var rest = new HashMap<Instant, Counts>();
            named.subList(MAX_GROUPS, named.size())
                    .forEach(one -> one.getValue().forEach((at, some) -> rest.merge(at, some, Counts::plus)));
            groups.add(group(null, named.size() - MAX_GROUPS, rest));
        }
        if (unnamed != null) {
            groups.add(group(null, 0, unnamed));
        }
        return groups;
    }

    private static long total(Map<Instant, Counts> steps) {
        return steps.values().stream().mapToLong(Counts::total).sum();
    }

    private GroupStatus group(@Nullable String key, int keys, Map<Instant, Counts> steps) {
        var all = CountSeries.of(steps);
        var series = corrected.isEmpty() ? all : all.excluding(corrected, CORRECTED);
        return new GroupStatus(
                key,
                keys,
                slo.objectives().stream()
                        .map(objective -> Evaluation.of(slo, objective, series, time))
                        .toList());
    }
}
