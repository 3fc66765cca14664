package dev.milepost.slo.status;

import dev.milepost.platform.sql.Snapshot;
import dev.milepost.slo.corrections.ActiveCorrections;
import dev.milepost.slo.corrections.Corrections;
import dev.milepost.slo.corrections.ExcludedTime;
import dev.milepost.slo.counting.SloCountReader;
import dev.milepost.slo.counting.SloCounts;
import dev.milepost.slo.definitions.DisabledSlos;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.objectives.CountSeries;
import dev.milepost.slo.objectives.Evaluation.EvaluationTime;
import dev.milepost.slo.objectives.Slo;
import dev.milepost.slo.objectives.TimeRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Reads the current status of SLOs. */
@ApplicationScoped
public class SloStatusReader {

    private final SloCountReader countReader;
    private final Corrections corrections;
    private final DisabledSlos disabledSlos;
    private final Clock clock;

    SloStatusReader(SloCountReader countReader, Corrections corrections, DisabledSlos disabledSlos, Clock clock) {
        this.disabledSlos = disabledSlos;
        this.countReader = countReader;
        this.corrections = corrections;
        this.clock = clock;
    }

    /** Returns the exact time, by which a status is evaluated. */
    Instant clock() {
        return clock.instant();
    }

    /** Returns the end of the current minute, because counts are stored per minute. */
    Instant now() {
        return EvaluationTime.endOfMinute(clock());
    }

    /** Returns all SLOs that are not disabled, ordered by name. */
    @Snapshot
    public List<SloStatus> allEnabled() {
        return of(all -> all).stream()
                .filter(status -> status.disabled() == null)
                .toList();
    }

    /** Returns the SLOs with the given names, ordered by name. SLOs that are no longer defined are omitted. */
    @Snapshot
    public List<SloStatus> of(Set<String> names) {
        return of(all -> all.stream().filter(slo -> names.contains(slo.name())).toList());
    }

    @Snapshot
    public SloStatus find(String name) {
        var at = clock();
        return status(counts(name, at), at);
    }

    @Snapshot
    BadEventSource badEventSource(String name) {
        var at = clock();
        var from = lookBack(EvaluationTime.endOfMinute(at));
        var all = countReader.findWithParts(name, from);
        var own = all.get(0);
        var composites = composites(all, from, at);
        var counts = composites.of(own, from.apply(own.slo().slo()));
        var source = BadEventSource.of(counts, excludedTime(counts, at), at);
        return CompositeCounts.isComposite(own)
                ? source.withSlices(
                        composites.slices(own.slo().slo(), from.apply(own.slo().slo())))
                : source;
    }

    /** Returns the counts of an SLO that its status at a time needs. */
    SloCounts counts(String name, Instant at) {
        var from = lookBack(EvaluationTime.endOfMinute(at));
        var all = countReader.findWithParts(name, from);
        var own = all.get(0);
        return composites(all, from, at).of(own, from.apply(own.slo().slo()));
    }

    /** Returns the status that a composite SLO would have. */
    @Snapshot
    SloStatus previewComposite(SloDefinition slo, Instant at) {
        var from = lookBack(EvaluationTime.endOfMinute(at));
        var since = slo.slo().window().endingAt(EvaluationTime.endOfMinute(at)).from();
        var own = SloCounts.ofPreview(slo, CountSeries.NONE, since);
        return status(composites(countReader.findParts(slo, from), from, at).of(own, from.apply(slo.slo())), at);
    }

    /** Returns the history of an SLO. */
    @Snapshot
    SloHistory history(String name, HistoryRequest request) {
        var at = clock();
        var now = EvaluationTime.endOfMinute(at);
        Function<Slo, Instant> from = slo -> slo.lookbackStart(request.oldest(now, slo.window()));
        var all = countReader.findWithParts(name, from);
        var own = all.get(0);
        var sloCounts = composites(all, from, at).of(own, from.apply(own.slo().slo()));
        var points =
                request.pointsInTime(now, sloCounts.countedDefinition().slo().window());
        var excluded = corrections.find(
                sloCounts.countedDefinition(), new TimeRange(points.get(points.size() - 1), points.get(0)));
        return SloHistory.of(new SloHistory.HistorySource(sloCounts, excluded, at), points);
    }

    /** Returns the selected SLOs. */
    @Snapshot
    List<SloStatus> of(UnaryOperator<List<SloDefinition>> choice) {
        var at = clock();
        var now = EvaluationTime.endOfMinute(at);
        var from = lookBack(now);
        var chosen = new TreeSet<String>();
        var counts = countReader.find(
                all -> {
                    var some = choice.apply(all);
                    some.forEach(slo -> chosen.add(slo.name()));
                    return some;
                },
                from);
        var active = corrections.find(
                counts.stream().map(SloCounts::countedDefinition).toList(), now);
        var composites = composites(counts, from, at);
        var disabled = disabledSlos.all();
        return counts.stream()
                .filter(slo -> chosen.contains(slo.slo().name()))
                .map(slo -> composites.of(slo, from.apply(slo.slo().slo())))
                .map(slo -> SloStatus.of(
                        slo,
                        active.of(slo.countedDefinition(), now),
                        at,
                        disabled.get(slo.slo().name())))
                .toList();
    }

    private static Function<Slo, Instant> lookBack(Instant now) {
        return slo -> slo.lookbackStart(now);
    }

    /** Returns what composite SLOs are computed from. Without one, it reads no corrections. */
    private CompositeCounts composites(List<SloCounts> counts, Function<Slo, Instant> from, Instant at) {
        var slos = counts.stream().map(SloCounts::countedDefinition).toList();
        var start = counts.stream()
                .map(slo -> from.apply(slo.slo().slo()))
                .min(Comparator.naturalOrder())
                .orElse(at);
        return CompositeCounts.of(
                counts,
                counts.stream().anyMatch(CompositeCounts::isComposite)
                        ? corrections.findSince(slos, start)
                        : ActiveCorrections.NONE,
                at);
    }

    /** Evaluates counts. It must run in the snapshot that the counts were read in. */
    SloStatus status(SloCounts sloCounts, Instant at) {
        return SloStatus.of(
                sloCounts,
                excludedTime(sloCounts, at),
                at,
                disabledSlos.find(sloCounts.slo()).orElse(null));
    }

    /** Returns the time that corrections exclude from an SLO. */
    ExcludedTime excludedTime(SloCounts sloCounts, Instant at) {
        var now = EvaluationTime.endOfMinute(at);
        return corrections.find(List.of(sloCounts.countedDefinition()), now).of(sloCounts.countedDefinition(), now);
    }
}
