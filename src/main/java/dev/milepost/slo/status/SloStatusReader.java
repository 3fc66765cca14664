package dev.milepost.slo.status;

import dev.milepost.platform.sql.Snapshot;
import dev.milepost.slo.corrections.Corrections;
import dev.milepost.slo.corrections.ExcludedTime;
import dev.milepost.slo.counting.SloCountReader;
import dev.milepost.slo.counting.SloCounts;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.objectives.TimeRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Reads the current status of SLOs. */
@ApplicationScoped
public class SloStatusReader {

    private final SloCountReader countReader;
    private final Corrections corrections;
    private final Clock clock;

    SloStatusReader(SloCountReader countReader, Corrections corrections, Clock clock) {
        this.countReader = countReader;
        this.corrections = corrections;
        this.clock = clock;
    }

    /** Returns the time of the status: the end of the current minute, because counts are stored per minute. */
    Instant now() {
        var now = clock.instant();
        var minute = now.truncatedTo(ChronoUnit.MINUTES);
        return minute.equals(now) ? minute : minute.plus(1, ChronoUnit.MINUTES);
    }

    /** Returns all SLOs, ordered by name. */
    @Snapshot
    public List<SloStatus> all() {
        return of(all -> all);
    }

    /** Returns the SLOs with the given names, ordered by name. SLOs that are no longer defined are omitted. */
    @Snapshot
    public List<SloStatus> of(Set<String> names) {
        return of(all -> all.stream().filter(slo -> names.contains(slo.name())).toList());
    }

    @Snapshot
    public SloStatus find(String name) {
        var now = now();
        return status(countReader.find(name, slo -> slo.lookbackStart(now)), now);
    }

    /** Returns the history of an SLO over the length of its window. */
    @Snapshot
    SloHistory history(String name, HistoryStep step) {
        var now = now();
        var sloCounts = countReader.find(name, slo -> slo.lookbackStart(step.oldestPoint(now, slo.window())));
        var points = step.pointsInTime(now, sloCounts.countedDefinition().slo().window());
        var excluded =
                corrections.find(sloCounts.countedDefinition(), new TimeRange(points.get(points.size() - 1), now));
        return SloHistory.of(new SloHistory.HistorySource(sloCounts, excluded), points);
    }

    /** Returns the selected SLOs. */
    @Snapshot
    List<SloStatus> of(UnaryOperator<List<SloDefinition>> choice) {
        var now = now();
        var counts = countReader.find(choice, slo -> slo.lookbackStart(now));
        var active = corrections.find(
                counts.stream().map(SloCounts::countedDefinition).toList(), now);
        return counts.stream()
                .map(slo -> SloStatus.of(slo, active.of(slo.countedDefinition(), now), now))
                .toList();
    }

    /** Evaluates counts. It must run in the snapshot that the counts were read in. */
    SloStatus status(SloCounts sloCounts, Instant now) {
        return SloStatus.of(sloCounts, excludedTime(sloCounts, now), now);
    }

    /** Returns the time that corrections exclude from an SLO. */
    ExcludedTime excludedTime(SloCounts sloCounts, Instant now) {
        return corrections.find(List.of(sloCounts.countedDefinition()), now).of(sloCounts.countedDefinition(), now);
    }
}
