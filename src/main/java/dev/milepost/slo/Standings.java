package dev.milepost.slo;

import dev.milepost.corrections.Corrections;
import dev.milepost.definitions.DefinedSlo;
import dev.milepost.definitions.DefinedSlos;
import dev.milepost.objectives.Moment;
import dev.milepost.objectives.Range;
import dev.milepost.platform.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** How the SLOs stand now. */
@ApplicationScoped
public class Standings {

    private final DefinedSlos definitions;
    private final CountRepository counts;
    private final Reckoning reckoning;
    private final Corrections corrections;
    private final Clock clock;

    Standings(
            DefinedSlos definitions,
            CountRepository counts,
            Reckoning reckoning,
            Corrections corrections,
            Clock clock) {
        this.definitions = definitions;
        this.counts = counts;
        this.reckoning = reckoning;
        this.corrections = corrections;
        this.clock = clock;
    }

    /** Of all of them, in the order of their names. */
    @Snapshot
    public List<Standing> all() {
        return of(List.copyOf(definitions.all()));
    }

    @Snapshot
    public Standing find(String name) {
        return of(List.of(definitions.require(name))).get(0);
    }

    /** Through its window. */
    @Snapshot
    SloHistory history(String name, Step step) {
        var defined = definitions.require(name);
        var slo = defined.slo();
        var now = clock.instant();
        var points = step.points(now, slo.window().at(now).length());
        var oldest = points.get(points.size() - 1);
        var series = counts.series(name, slo.looksBackTo(oldest));
        var time = corrections.find(defined, new Range(oldest, now));
        var since = reckoning.since(name);
        return SloHistory.of(
                new SloHistory.Counted(slo, series, time),
                points.stream().map(at -> new Moment(at, since)).toList());
    }

    List<Standing> of(List<DefinedSlo> slos) {
        var now = clock.instant();
        var times = corrections.find(slos, now);
        return slos.stream()
                .map(slo -> Standing.of(
                        slo,
                        counts.series(slo.name(), slo.slo().looksBackTo(now)),
                        times.of(slo, now),
                        new Moment(now, reckoning.since(slo.name()))))
                .toList();
    }
}
