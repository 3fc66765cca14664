package dev.milepost.slo;

import dev.milepost.corrections.CorrectedTime;
import dev.milepost.corrections.Corrections;
import dev.milepost.counting.CountedSlo;
import dev.milepost.counting.CountedSlos;
import dev.milepost.definitions.DefinedSlo;
import dev.milepost.objectives.Range;
import dev.milepost.platform.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** How the SLOs stand now. */
@ApplicationScoped
public class Standings {

    private final CountedSlos counted;
    private final Corrections corrections;
    private final Clock clock;

    Standings(CountedSlos counted, Corrections corrections, Clock clock) {
        this.counted = counted;
        this.corrections = corrections;
        this.clock = clock;
    }

    /** The moment that answers are of. */
    Instant now() {
        return Minutes.now(clock);
    }

    /** Of all of them, in the order of their names. */
    @Snapshot
    public List<Standing> all() {
        return of(all -> all);
    }

    /** Of those of some names, in the order of these; what is defined no more by now is not among them. */
    @Snapshot
    public List<Standing> of(Set<String> names) {
        return of(all -> all.stream().filter(slo -> names.contains(slo.name())).toList());
    }

    @Snapshot
    public Standing find(String name) {
        var now = now();
        return standing(counted.find(name, slo -> slo.looksBackTo(now)), now);
    }

    /** Through its window. */
    @Snapshot
    SloHistory history(String name, Step step) {
        var now = now();
        var found = counted.find(name, slo -> slo.looksBackTo(step.oldest(now, slo.window())));
        var points = step.points(now, found.by().slo().window());
        var time = corrections.find(found.by(), new Range(points.get(points.size() - 1), now));
        return SloHistory.of(new SloHistory.Counted(found, time), points);
    }

    /** Of those that are chosen. */
    @Snapshot
    List<Standing> of(UnaryOperator<List<DefinedSlo>> choice) {
        var now = now();
        var found = counted.find(choice, slo -> slo.looksBackTo(now));
        var times = corrections.find(found.stream().map(CountedSlo::by).toList(), now);
        return found.stream()
                .map(slo -> Standing.of(slo, times.of(slo.by(), now), now))
                .toList();
    }

    /** In the snapshot that something was counted in. */
    Standing standing(CountedSlo found, Instant now) {
        return Standing.of(found, time(found, now), now);
    }

    /** What is taken out of it. */
    CorrectedTime time(CountedSlo found, Instant now) {
        return corrections.find(List.of(found.by()), now).of(found.by(), now);
    }
}
