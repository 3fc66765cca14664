package dev.milepost.slo;

import dev.milepost.counting.CountedSlos;
import dev.milepost.definitions.DefinedSlo;
import dev.milepost.platform.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;

/** How the SLOs stand now. */
@ApplicationScoped
public class Standings {

    private final CountedSlos counted;
    private final Clock clock;

    Standings(CountedSlos counted, Clock clock) {
        this.counted = counted;
        this.clock = clock;
    }

    /** Of all of them, in the order of their names. */
    @Snapshot
    public List<Standing> all() {
        return of(all -> all);
    }

    @Snapshot
    public Standing find(String name) {
        var now = Minutes.now(clock);
        return Standing.of(counted.find(name, slo -> slo.looksBackTo(now)), now);
    }

    /** Through its window. */
    @Snapshot
    SloHistory history(String name, Step step) {
        var now = Minutes.now(clock);
        var found = counted.find(name, slo -> slo.looksBackTo(step.oldest(now, slo.window())));
        return SloHistory.of(found, step.points(now, found.by().slo().window()));
    }

    /** Of those that are chosen. */
    @Snapshot
    List<Standing> of(UnaryOperator<List<DefinedSlo>> choice) {
        var now = Minutes.now(clock);
        return counted.find(choice, slo -> slo.looksBackTo(now)).stream()
                .map(slo -> Standing.of(slo, now))
                .toList();
    }
}
