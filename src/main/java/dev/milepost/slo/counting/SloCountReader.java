package dev.milepost.slo.counting;

import dev.milepost.slo.counting.CountRepository.FirstAndLast;
import dev.milepost.slo.counting.CountedDefinitionRepository.Row;
import dev.milepost.slo.counting.SloCounts.Progress;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.definitions.SloDefinitions;
import dev.milepost.slo.objectives.CompositeIndicator;
import dev.milepost.slo.objectives.CountSeries;
import dev.milepost.slo.objectives.Slo;
import dev.milepost.slo.objectives.TimeRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the counts of SLOs. The first read must be the first statement of a REPEATABLE READ transaction of its own. */
@ApplicationScoped
public class SloCountReader {

    private final SloDefinitions definitions;
    private final CountedDefinitionRepository countedDefinitions;
    private final IndicatorCountRepository indicatorCounts;
    private final CountSeriesCache cache;
    private final ReentrantLock lock = new ReentrantLock();

    SloCountReader(
            SloDefinitions definitions,
            CountedDefinitionRepository countedDefinitions,
            IndicatorCountRepository indicatorCounts,
            CountSeriesCache cache) {
        this.definitions = definitions;
        this.countedDefinitions = countedDefinitions;
        this.indicatorCounts = indicatorCounts;
        this.cache = cache;
    }

    /** @param row null if the SLO was defined just now */
    private record Match(
            SloDefinition slo,
            SloDefinition countedDefinition,
            @Nullable Row row) {

        boolean isCurrent() {
            return row == null || row.isCountedBy(slo);
        }
    }

    /**
     * Returns the counts of some SLOs, and of the parts of composite ones, as far back as both need.
     *
     * @param choice selects from all defined SLOs, which are ordered by name
     * @param lookBack how far back the counts of an SLO must reach
     */
    public List<SloCounts> find(UnaryOperator<List<SloDefinition>> choice, Function<Slo, Instant> lookBack) {
        return read(
                () -> {
                    var all = definitions.all().stream()
                            .collect(Collectors.toMap(
                                    SloDefinition::name, slo -> slo, (one, other) -> other, TreeMap::new));
                    return withParts(
                            choice.apply(List.copyOf(all.values())), name -> Optional.ofNullable(all.get(name)));
                },
                lookBack);
    }

    /** Returns the counts of the SLO with the name that a caller gave. */
    SloCounts find(String name, Function<Slo, Instant> lookBack) {
        return findWithParts(name, lookBack).get(0);
    }

    /** Returns the counts of the SLO with the name that a caller gave, then those of its parts. */
    public List<SloCounts> findWithParts(String name, Function<Slo, Instant> lookBack) {
        return read(() -> withParts(List.of(definitions.require(name)), definitions::find), lookBack);
    }

    /** Returns the counts of the parts of a definition that is not saved. */
    public List<SloCounts> findParts(SloDefinition slo, Function<Slo, Instant> lookBack) {
        var start = lookBack.apply(slo.slo());
        return read(
                () -> withParts(List.of(slo), definitions::find).stream()
                        .skip(1)
                        .toList(),
                part -> earlier(start, lookBack.apply(part)));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static List<SloDefinition> withParts(
            List<SloDefinition> chosen, Function<String, Optional<SloDefinition>> byName) {
        var all = new LinkedHashMap<String, SloDefinition>();
        chosen.forEach(slo -> all.put(slo.name(), slo));
        chosen.stream()
                .flatMap(slo -> CompositeIndicator.partsOf(slo.slo()).stream())
                .flatMap(part -> byName.apply(part.slo()).stream())
                .forEach(part -> all.putIfAbsent(part.name(), part));
        return List.copyOf(all.values());
    }

    private List<SloCounts> read(Supplier<List<SloDefinition>> slos, Function<Slo, Instant> lookBack) {
        // Only one query at a time, so that each sees at least the snapshot of the previous one.
        lock.lock();
        try {
            var rows = countedDefinitions.all();
            var matches = slos.get().stream()
                    .map(slo -> match(slo, rows.get(slo.name())))
                    .toList();
            var reach = new TreeMap<String, Instant>();
            for (var match : matches) {
                var slo = match.countedDefinition().slo();
                var start = lookBack.apply(slo);
                reach.merge(match.slo().name(), start, SloCountReader::earlier);
                CompositeIndicator.partsOf(slo)
                        .forEach(part -> reach.merge(part.slo(), start, SloCountReader::earlier));
            }
            var since = new HashMap<Integer, Instant>();
            for (var match : matches) {
                if (match.row() != null) {
                    since.merge(
                            match.row().indicatorCount(),
                            Objects.requireNonNull(reach.get(match.slo().name())),
                            SloCountReader::earlier);
                }
            }
            var series = cache.find(since);
            return counted(matches, series, cache.findFirstAndLast(incomplete(matches, series, since)));
        } finally {
            lock.unlock();
        }
    }

    /** Returns the indicator counts of which events before the series matter: the first one, or the last one. */
    private static Set<Integer> incomplete(
            List<Match> matches, Map<Integer, CountSeries> series, Map<Integer, Instant> since) {
        var incomplete = new TreeSet<Integer>();
        for (var match : matches) {
            if (match.row() != null) {
                int id = match.row().indicatorCount();
                var reach = new TimeRange(Objects.requireNonNull(since.get(id)), SloCounts.NEVER);
                if (match.countedDefinition().slo().countsSilence()
                        || Objects.requireNonNull(series.get(id)).isEmptyIn(reach)) {
                    incomplete.add(id);
                }
            }
        }
        return incomplete;
    }

    private Match match(SloDefinition slo, @Nullable Row row) {
        return new Match(slo, row == null || row.isCountedBy(slo) ? slo : countedDefinitions.definition(row), row);
    }

    private List<SloCounts> counted(
            List<Match> matches, Map<Integer, CountSeries> series, Map<Integer, FirstAndLast> ends) {
        var all = indicatorCounts.rows();
        var byId = all.stream().collect(Collectors.toMap(IndicatorCountRepository.Row::id, row -> row));
        var byDigest = all.stream().collect(Collectors.toMap(IndicatorCountRepository.Row::digest, row -> row));
        return matches.stream()
                .map(match -> {
                    var counts = counted(match, byId, byDigest, series);
                    return match.row() == null
                            ? counts
                            : counts.with(ends.get(match.row().indicatorCount()));
                })
                .toList();
    }

    private static SloCounts counted(
            Match match,
            Map<Integer, IndicatorCountRepository.Row> byId,
            Map<String, IndicatorCountRepository.Row> byDigest,
            Map<Integer, CountSeries> series) {
        var row = match.row();
        if (row == null) {
            return new SloCounts(match.slo(), match.slo(), CountSeries.NONE, SloCounts.NEVER, Progress.NOT_STARTED);
        }
        var indicatorCount = Objects.requireNonNull(byId.get(row.indicatorCount()));
        var next = match.isCurrent()
                ? indicatorCount
                : byDigest.get(IndicatorCount.digest(match.slo().slo().indicator()));
        var progress = new Progress(
                match.isCurrent() && indicatorCount.complete(),
                next == null || next.complete() ? null : next.readBackTo(),
                indicatorCount.countedSince(),
                next == null || next.suspension() == null ? indicatorCount.suspension() : next.suspension());
        return new SloCounts(
                match.slo(),
                match.countedDefinition(),
                Objects.requireNonNull(series.get(row.indicatorCount())),
                SloCounts.observedSince(row.observedSince(), indicatorCount.countedSince()),
                progress);
    }
}
