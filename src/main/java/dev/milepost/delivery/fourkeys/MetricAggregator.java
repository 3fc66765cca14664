package dev.milepost.delivery.fourkeys;

import dev.milepost.delivery.facts.FourKeysConfig;
import dev.milepost.delivery.fourkeys.FactSubquery.DurationAggregate;
import dev.milepost.delivery.fourkeys.MetricCounts.CountContext;
import dev.milepost.delivery.fourkeys.MetricCounts.CountQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Counts facts in the cheapest way that satisfies the definition. One service is counted from its facts. Larger
 * selections are counted from rollups of whole days and months, and from facts for the rest of the window. If a
 * selection has few durations, their quantiles are read from facts.
 */
@ApplicationScoped
class MetricAggregator {

    private final FactReader facts;
    private final RollupReader rollups;
    private final int exactSamples;

    MetricAggregator(FactReader facts, RollupReader rollups, FourKeysConfig config) {
        this.facts = facts;
        this.rollups = rollups;
        exactSamples = config.exactSamples();
    }

    /** The counts of each count query, in their order. All must have the same scope and lookup. */
    List<MetricCounts> aggregate(List<CountQuery> queries, CountContext context) {
        if (queries.isEmpty()) {
            return List.of();
        }
        if (queries.get(0).selection().scope() == null) {
            return facts.read(queries, context, Set.of(FactSubquery.values()), DurationAggregate.QUANTILES);
        }
        var results = new ArrayList<>(rollups.read(queries, context.tier()));
        addEdges(queries, results, context);
        addOpen(queries, results, context);
        addDays(queries, results, context);
        readExactQuantiles(queries, results, context);
        return results;
    }

    private void addEdges(List<CountQuery> queries, List<MetricCounts> results, CountContext context) {
        var owners = new ArrayList<Integer>();
        var edges = new ArrayList<CountQuery>();
        for (int n = 0; n < queries.size(); n++) {
            for (var edge : RollupPeriods.edges(queries.get(n).window())) {
                owners.add(n);
                edges.add(queries.get(n).withWindow(edge));
            }
        }
        merge(
                results,
                owners,
                facts.read(edges, context, FactSubquery.SUMMABLE, DurationAggregate.ALL),
                MetricCounts::plus);
    }

    /**
     * Counts the incidents open at the end of each window: those open at the last midnight, plus those opened and minus
     * those resolved since.
     */
    private void addOpen(List<CountQuery> queries, List<MetricCounts> results, CountContext context) {
        merge(results, all(queries), rollups.open(queries, context.tier()), MetricCounts::withOpen);
        var days = queries.stream()
                .map(query ->
                        query.withWindow(RollupPeriods.lastDay(query.window().to())))
                .toList();
        var started = where(
                days, query -> query.window().from().isBefore(query.window().to()));
        var sections = Set.of(FactSubquery.OPENINGS, FactSubquery.RESTORES);
        merge(
                results,
                started,
                facts.read(pick(days, started), context, sections, DurationAggregate.QUANTILES),
                (counts, day) -> counts.withOpen(counts.incidents().open()
                        + day.incidents().opened()
                        - day.restores().count()));
    }

    private void addDays(List<CountQuery> queries, List<MetricCounts> results, CountContext context) {
        var firstDay = context.firstDayInUtc();
        var days = firstDay == null ? facts.days(queries, context) : rollups.days(queries, context.tier(), firstDay);
        merge(results, all(queries), days, MetricCounts::withDays);
    }

    /**
     * Reads the exact quantiles where durations are few: one statement for all count queries that need the same
     * subqueries.
     */
    private void readExactQuantiles(List<CountQuery> queries, List<MetricCounts> results, CountContext context) {
        var lacking = IntStream.range(0, queries.size())
                .boxed()
                .collect(Collectors.groupingBy(
                        n -> subqueriesForExactQuantiles(results.get(n)), LinkedHashMap::new, Collectors.toList()));
        lacking.remove(Set.<FactSubquery>of());
        lacking.forEach((sections, numbers) -> merge(
                results,
                numbers,
                facts.read(pick(queries, numbers), context, sections, DurationAggregate.QUANTILES),
                this::exactly));
    }

    private Set<FactSubquery> subqueriesForExactQuantiles(MetricCounts counts) {
        var sections = EnumSet.noneOf(FactSubquery.class);
        if (needsExactQuantiles(counts.changes().leads())) {
            sections.add(FactSubquery.CHANGES);
        }
        if (needsExactQuantiles(counts.restores()) || needsExactQuantiles(counts.recoveries())) {
            sections.add(FactSubquery.RESTORES);
        }
        return sections;
    }

    private MetricCounts exactly(MetricCounts counts, MetricCounts exact) {
        return counts.withLeads(
                        exactly(counts.changes().leads(), exact.changes().leads()))
                .withRestores(exactly(counts.restores(), exact.restores()))
                .withRecoveries(exactly(counts.recoveries(), exact.recoveries()));
    }

    private DurationStats exactly(DurationStats durations, DurationStats exact) {
        return needsExactQuantiles(durations) ? durations.withQuantilesOf(exact) : durations;
    }

    private boolean needsExactQuantiles(DurationStats durations) {
        return durations.count() > 0 && durations.count() <= exactSamples;
    }

    private static List<Integer> all(List<?> items) {
        return where(items, item -> true);
    }

    private static <T> List<Integer> where(List<T> items, Predicate<? super T> condition) {
        return IntStream.range(0, items.size())
                .filter(n -> condition.test(items.get(n)))
                .boxed()
                .toList();
    }

    private static <T> List<T> pick(List<T> items, List<Integer> numbers) {
        return numbers.stream().map(items::get).toList();
    }

    private static <T> void merge(
            List<MetricCounts> results,
            List<Integer> numbers,
            List<T> values,
            BiFunction<MetricCounts, T, MetricCounts> merge) {
        for (int i = 0; i < numbers.size(); i++) {
            var value = values.get(i);
            results.set(numbers.get(i), merge.apply(results.get(numbers.get(i)), value));
        }
    }
}
