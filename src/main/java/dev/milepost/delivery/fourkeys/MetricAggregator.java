package dev.milepost.delivery.fourkeys;

import dev.milepost.delivery.fourkeys.FactSubquery.DurationAggregate;
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
    List<MetricCounts> aggregate(List<CountQuery> cells, CountContext frame) {
        if (cells.isEmpty()) {
            return List.of();
        }
        if (cells.get(0).selection().scope() == null) {
            return facts.read(cells, frame, Set.of(FactSubquery.values()), DurationAggregate.QUANTILES);
        }
        var tallies = new ArrayList<>(rollups.read(cells, frame.tier()));
        addEdges(cells, tallies, frame);
        addOpen(cells, tallies, frame);
        addDays(cells, tallies, frame);
        readExactQuantiles(cells, tallies, frame);
        return tallies;
    }

    private void addEdges(List<CountQuery> cells, List<MetricCounts> tallies, CountContext frame) {
        var owners = new ArrayList<Integer>();
        var edges = new ArrayList<CountQuery>();
        for (int n = 0; n < cells.size(); n++) {
            for (var edge : RollupPeriods.edges(cells.get(n).window())) {
                owners.add(n);
                edges.add(cells.get(n).withWindow(edge));
            }
        }
        merge(
                tallies,
                owners,
                facts.read(edges, frame, FactSubquery.SUMMABLE, DurationAggregate.ALL),
                MetricCounts::plus);
    }

    /**
     * Counts the incidents open at the end of each window: those open at the last midnight, plus those opened and minus
     * those resolved since.
     */
    private void addOpen(List<CountQuery> cells, List<MetricCounts> tallies, CountContext frame) {
        merge(tallies, all(cells), rollups.open(cells, frame.tier()), MetricCounts::withOpen);
        var days = cells.stream()
                .map(cell -> cell.withWindow(RollupPeriods.lastDay(cell.window().to())))
                .toList();
        var begun =
                where(days, cell -> cell.window().from().isBefore(cell.window().to()));
        var sections = Set.of(FactSubquery.OPENINGS, FactSubquery.RESTORES);
        merge(
                tallies,
                begun,
                facts.read(pick(days, begun), frame, sections, DurationAggregate.QUANTILES),
                (tally, day) -> tally.withOpen(tally.incidents().open()
                        + day.incidents().opened()
                        - day.restores().count()));
    }

    private void addDays(List<CountQuery> cells, List<MetricCounts> tallies, CountContext frame) {
        var firstDay = frame.firstDayInUtc();
        var days = firstDay == null ? facts.days(cells, frame) : rollups.days(cells, frame.tier(), firstDay);
        merge(tallies, all(cells), days, MetricCounts::withDays);
    }

    /**
     * Reads the exact quantiles where durations are few: one statement for all count queries that need the same
     * subqueries.
     */
    private void readExactQuantiles(List<CountQuery> cells, List<MetricCounts> tallies, CountContext frame) {
        var lacking = IntStream.range(0, cells.size())
                .boxed()
                .collect(Collectors.groupingBy(
                        n -> subqueriesForExactQuantiles(tallies.get(n)), LinkedHashMap::new, Collectors.toList()));
        lacking.remove(Set.<FactSubquery>of());
        lacking.forEach((sections, numbers) -> merge(
                tallies,
                numbers,
                facts.read(pick(cells, numbers), frame, sections, DurationAggregate.QUANTILES),
                this::exactly));
    }

    private Set<FactSubquery> subqueriesForExactQuantiles(MetricCounts tally) {
        var sections = EnumSet.noneOf(FactSubquery.class);
        if (needsExactQuantiles(tally.changes().leads())) {
            sections.add(FactSubquery.CHANGES);
        }
        if (needsExactQuantiles(tally.restores()) || needsExactQuantiles(tally.recoveries())) {
            sections.add(FactSubquery.RESTORES);
        }
        return sections;
    }

    private MetricCounts exactly(MetricCounts tally, MetricCounts exact) {
        return tally.withLeads(exactly(tally.changes().leads(), exact.changes().leads()))
                .withRestores(exactly(tally.restores(), exact.restores()))
                .withRecoveries(exactly(tally.recoveries(), exact.recoveries()));
    }

    private DurationStats exactly(DurationStats spans, DurationStats exact) {
        return needsExactQuantiles(spans) ? spans.withQuantilesOf(exact) : spans;
    }

    private boolean needsExactQuantiles(DurationStats spans) {
        return spans.count() > 0 && spans.count() <= exactSamples;
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
            List<MetricCounts> tallies,
            List<Integer> numbers,
            List<T> values,
            BiFunction<MetricCounts, T, MetricCounts> merge) {
        for (int i = 0; i < numbers.size(); i++) {
            var value = values.get(i);
            tallies.set(numbers.get(i), merge.apply(tallies.get(numbers.get(i)), value));
        }
    }
}
