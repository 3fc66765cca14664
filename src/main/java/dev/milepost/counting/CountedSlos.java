package dev.milepost.counting;

import dev.milepost.counting.CountedRepository.Row;
import dev.milepost.counting.CountedSlo.Progress;
import dev.milepost.definitions.DefinedSlo;
import dev.milepost.definitions.DefinedSlos;
import dev.milepost.objectives.Series;
import dev.milepost.objectives.Slo;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What has been counted of SLOs. To be asked first in a transaction of its own that sees one state of the database. */
@ApplicationScoped
public class CountedSlos {

    /** Later than any question; times beyond cannot be counted in milliseconds. */
    private static final Instant NOT_YET = Instant.parse("9999-12-31T00:00:00Z");

    private final DefinedSlos definitions;
    private final CountedRepository counted;
    private final ReckoningRepository reckonings;
    private final RememberedSeries remembered;
    private final ReentrantLock alone = new ReentrantLock();

    CountedSlos(
            DefinedSlos definitions,
            CountedRepository counted,
            ReckoningRepository reckonings,
            RememberedSeries remembered) {
        this.definitions = definitions;
        this.counted = counted;
        this.reckonings = reckonings;
        this.remembered = remembered;
    }

    /** @param row null where it was defined a moment ago */
    private record Match(
            DefinedSlo slo, DefinedSlo by, @Nullable Row row) {

        boolean isCurrent() {
            return row == null || row.isBy(slo);
        }
    }

    /**
     * Of some SLOs.
     *
     * @param choice of all that are defined, in the order of their names
     * @param lookBack how far the counts of one are to reach
     */
    public List<CountedSlo> find(UnaryOperator<List<DefinedSlo>> choice, Function<Slo, Instant> lookBack) {
        // One at a time, so that each sees no less than the one before.
        alone.lock();
        try {
            var rows = counted.all();
            var matches = choice.apply(List.copyOf(definitions.all())).stream()
                    .map(slo -> match(slo, rows.get(slo.name())))
                    .toList();
            var since = new HashMap<Integer, Instant>();
            for (var match : matches) {
                if (match.row() != null) {
                    since.merge(
                            match.row().reckoning(),
                            lookBack.apply(match.by().slo()),
                            (one, other) -> one.isBefore(other) ? one : other);
                }
            }
            return counted(matches, remembered.find(since));
        } finally {
            alone.unlock();
        }
    }

    /** Of the one of a name, which a caller has said. */
    public CountedSlo find(String name, Function<Slo, Instant> lookBack) {
        return find(all -> List.of(DefinedSlos.require(all, name)), lookBack).get(0);
    }

    private Match match(DefinedSlo slo, @Nullable Row row) {
        return new Match(slo, row == null || row.isBy(slo) ? slo : counted.definition(row), row);
    }

    private List<CountedSlo> counted(List<Match> matches, Map<Integer, Series> series) {
        var all = reckonings.rows();
        var byId = all.stream().collect(Collectors.toMap(ReckoningRepository.Row::id, row -> row));
        var byDigest = all.stream().collect(Collectors.toMap(ReckoningRepository.Row::digest, row -> row));
        return matches.stream()
                .map(match -> counted(match, byId, byDigest, series))
                .toList();
    }

    private static CountedSlo counted(
            Match match,
            Map<Integer, ReckoningRepository.Row> byId,
            Map<String, ReckoningRepository.Row> byDigest,
            Map<Integer, Series> series) {
        var row = match.row();
        if (row == null) {
            return new CountedSlo(match.slo(), match.slo(), Series.NONE, NOT_YET, Progress.NOT_BEGUN);
        }
        var reckoning = Objects.requireNonNull(byId.get(row.reckoning()));
        var next = match.isCurrent()
                ? reckoning
                : byDigest.get(Reckoning.digest(match.slo().slo().indicator()));
        var progress = new Progress(
                match.isCurrent() && reckoning.complete(),
                next == null || next.complete() ? null : next.readBackTo(),
                reckoning.countedSince());
        return new CountedSlo(
                match.slo(),
                match.by(),
                Objects.requireNonNull(series.get(row.reckoning())),
                CountedSlo.listenedSince(row.since(), reckoning.countedSince()),
                progress);
    }
}
