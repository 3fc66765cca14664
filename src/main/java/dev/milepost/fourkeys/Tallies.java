package dev.milepost.fourkeys;

import dev.milepost.fourkeys.Section.Samples;
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
 * Counts cells in the cheapest way that keeps what the definition promises: one service from its facts; anything larger
 * from rollups of whole days and months and the facts around them, with the quantiles of few durations from facts again.
 */
@ApplicationScoped
class Tallies {

    private final FactReader facts;
    private final RollupReader rollups;
    private final int exactSamples;

    Tallies(FactReader facts, RollupReader rollups, FourKeysConfig config) {
        this.facts = facts;
        this.rollups = rollups;
        exactSamples = config.exactSamples();
    }

    /** One tally for each cell, in their order. All cells are of the same scope and kind of owner. */
    List<Tally> of(List<Cell> cells, Frame frame) {
        if (cells.isEmpty()) {
            return List.of();
        }
        if (cells.get(0).part().scope() == null) {
            return facts.read(cells, frame, Set.of(Section.values()), Samples.QUANTILES);
        }
        var tallies = new ArrayList<>(rollups.read(cells, frame.tier()));
        addEdges(cells, tallies, frame);
        addOpen(cells, tallies, frame);
        addDays(cells, tallies, frame);
        makeExact(cells, tallies, frame);
        return tallies;
    }

    private void addEdges(List<Cell> cells, List<Tally> tallies, Frame frame) {
        var owners = new ArrayList<Integer>();
        var edges = new ArrayList<Cell>();
        for (int n = 0; n < cells.size(); n++) {
            for (var edge : Periods.edges(cells.get(n).window())) {
                owners.add(n);
                edges.add(cells.get(n).in(edge));
            }
        }
        merge(tallies, owners, facts.read(edges, frame, Section.COUNTED, Samples.ALL), Tally::plus);
    }

    /** What had been opened and not resolved by the last midnight, and what the rest of that day did to it. */
    private void addOpen(List<Cell> cells, List<Tally> tallies, Frame frame) {
        merge(tallies, all(cells), rollups.open(cells, frame.tier()), Tally::withOpen);
        var days = cells.stream()
                .map(cell -> cell.in(Periods.lastDay(cell.window().to())))
                .toList();
        var begun =
                where(days, cell -> cell.window().from().isBefore(cell.window().to()));
        var sections = Set.of(Section.OPENINGS, Section.RESTORES);
        merge(
                tallies,
                begun,
                facts.read(pick(days, begun), frame, sections, Samples.QUANTILES),
                (tally, day) -> tally.withOpen(tally.incidents().open()
                        + day.incidents().opened()
                        - day.restores().count()));
    }

    private void addDays(List<Cell> cells, List<Tally> tallies, Frame frame) {
        var firstDay = frame.firstDayInUtc();
        var days = firstDay == null ? facts.days(cells, frame) : rollups.days(cells, frame.tier(), firstDay);
        merge(tallies, all(cells), days, Tally::withDays);
    }

    /** The quantiles of few durations, from facts: one statement for all cells that lack the same. */
    private void makeExact(List<Cell> cells, List<Tally> tallies, Frame frame) {
        var lacking = IntStream.range(0, cells.size())
                .boxed()
                .collect(Collectors.groupingBy(n -> inexact(tallies.get(n)), LinkedHashMap::new, Collectors.toList()));
        lacking.remove(Set.<Section>of());
        lacking.forEach((sections, numbers) -> merge(
                tallies, numbers, facts.read(pick(cells, numbers), frame, sections, Samples.QUANTILES), this::exactly));
    }

    private Set<Section> inexact(Tally tally) {
        var sections = EnumSet.noneOf(Section.class);
        if (isFew(tally.changes().leads())) {
            sections.add(Section.CHANGES);
        }
        if (isFew(tally.restores()) || isFew(tally.recoveries())) {
            sections.add(Section.RESTORES);
        }
        return sections;
    }

    private Tally exactly(Tally tally, Tally exact) {
        return tally.withLeads(exactly(tally.changes().leads(), exact.changes().leads()))
                .withRestores(exactly(tally.restores(), exact.restores()))
                .withRecoveries(exactly(tally.recoveries(), exact.recoveries()));
    }

    private Spans exactly(Spans spans, Spans exact) {
        return isFew(spans) ? spans.exactly(exact) : spans;
    }

    private boolean isFew(Spans spans) {
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
            List<Tally> tallies, List<Integer> numbers, List<T> values, BiFunction<Tally, T, Tally> merge) {
        for (int i = 0; i < numbers.size(); i++) {
            var value = values.get(i);
            tallies.set(numbers.get(i), merge.apply(tallies.get(numbers.get(i)), value));
        }
    }
}
