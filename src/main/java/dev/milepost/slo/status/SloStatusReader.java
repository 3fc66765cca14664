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
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** How the SLOs stand now. */
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

    /** The moment that answers are of. */
    Instant now() {
        return MinuteClock.endOfCurrentMinute(clock);
    }

    /** Of all of them, in the order of their names. */
    @Snapshot
    public List<SloStatus> all() {
        return of(all -> all);
    }

    /** Of those of some names, in the order of these; what is defined no more by now is not among them. */
    @Snapshot
    public List<SloStatus> of(Set<String> names) {
        return of(all -> all.stream().filter(slo -> names.contains(slo.name())).toList());
    }

    @Snapshot
    public SloStatus find(String name) {
        var now = now();
        return status(countReader.find(name, slo -> slo.lookbackStart(now)), now);
    }

    /** Through its window. */
    @Snapshot
    SloHistory history(String name, HistoryStep step) {
        var now = now();
        var sloCounts = countReader.find(name, slo -> slo.lookbackStart(step.oldestPoint(now, slo.window())));
        var points = step.pointsInTime(now, sloCounts.countedDefinition().slo().window());
        var excluded =
                corrections.find(sloCounts.countedDefinition(), new TimeRange(points.get(points.size() - 1), now));
        return SloHistory.of(new SloHistory.HistorySource(sloCounts, excluded), points);
    }

    /** Of those that are chosen. */
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

    /** In the snapshot that something was counted in. */
    SloStatus status(SloCounts sloCounts, Instant now) {
        return SloStatus.of(sloCounts, excludedTime(sloCounts, now), now);
    }

    /** What is taken out of it. */
    ExcludedTime excludedTime(SloCounts sloCounts, Instant now) {
        return corrections.find(List.of(sloCounts.countedDefinition()), now).of(sloCounts.countedDefinition(), now);
    }
}
