package dev.milepost.attribution;

import dev.milepost.attribution.GroupStanding.OfObjective;
import dev.milepost.objectives.Counts;
import dev.milepost.objectives.Evaluation;
import dev.milepost.objectives.Moment;
import dev.milepost.objectives.Objective;
import dev.milepost.objectives.Range;
import dev.milepost.objectives.Series;
import dev.milepost.objectives.Slicing;
import dev.milepost.objectives.Slo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An SLO held against the events of one group after another. */
public final class Grouping {

    /** Beyond it the groups with the fewest events are one. */
    static final int MOST = 100;

    private static final String CORRECTED = "corrected";

    private final Slo slo;
    private final Moment moment;
    private final List<Range> corrected;

    /** @param corrected what is taken out of it */
    public Grouping(Slo slo, Moment moment, List<Range> corrected) {
        // That all of them spoke in each slice is asked of nobody.
        this.slo = new Slo(
                slo.name(),
                slo.description(),
                slo.indicator(),
                slo.window(),
                slo.objectives().stream().map(Grouping::withoutSilence).toList(),
                slo.ownRules());
        this.moment = moment;
        this.corrected = List.copyOf(corrected);
    }

    private static Objective withoutSilence(Objective objective) {
        return new Objective(
                objective.displayName(),
                objective.target(),
                objective
                        .slicing()
                        .map(slicing -> new Slicing(slicing.window(), slicing.target(), Slicing.Silence.IGNORED)));
    }

    /** Where stretches of time begin within which nothing has to be told apart; the last is the end of all. */
    public List<Instant> edges() {
        var edges = new TreeSet<Instant>();
        slo.objectives().forEach(objective -> edges.addAll(Evaluation.edges(slo, objective, moment)));
        for (var range : corrected) {
            edges.addAll(List.of(range.from(), range.to()).stream()
                    .filter(edge -> edge.isAfter(edges.first()) && edge.isBefore(edges.last()))
                    .toList());
        }
        return List.copyOf(edges);
    }

    /** Of all the groups, those with the most events first; their events are all that there are. */
    public List<GroupStanding> groups(Dimension dimension, Collection<LabelCount> counts) {
        var byKey = new HashMap<@Nullable String, Map<Instant, Counts>>();
        for (var counted : counts) {
            byKey.computeIfAbsent(dimension.key(counted.labels()), key -> new HashMap<>())
                    .merge(counted.at(), counted.counts(), Counts::plus);
        }
        var unnamed = byKey.remove(null);
        var named = new ArrayList<>(byKey.entrySet());
        named.sort(Comparator.comparingLong((Map.Entry<String, Map<Instant, Counts>> one) -> -total(one.getValue()))
                .thenComparing(Map.Entry.comparingByKey()));
        var groups = new ArrayList<GroupStanding>();
        named.stream().limit(MOST).forEach(one -> groups.add(group(one.getKey(), 1, one.getValue())));
        if (named.size() > MOST) {
            var rest = new HashMap<Instant, Counts>();
            named.subList(MOST, named.size())
                    .forEach(one -> one.getValue().forEach((at, some) -> rest.merge(at, some, Counts::plus)));
            groups.add(group(null, named.size() - MOST, rest));
        }
        if (unnamed != null) {
            groups.add(group(null, 0, unnamed));
        }
        return groups;
    }

    private static long total(Map<Instant, Counts> steps) {
        return steps.values().stream().mapToLong(Counts::total).sum();
    }

    private GroupStanding group(@Nullable String key, int keys, Map<Instant, Counts> steps) {
        var all = Series.of(steps);
        var series = corrected.isEmpty() ? all : all.without(corrected, CORRECTED);
        return new GroupStanding(
                key,
                keys,
                slo.objectives().stream()
                        .map(objective -> new OfObjective(objective, Evaluation.of(slo, objective, series, moment)))
                        .toList());
    }
}
