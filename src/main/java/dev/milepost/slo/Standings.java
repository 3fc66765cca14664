package dev.milepost.slo;

import dev.milepost.definitions.DefinedSlo;
import dev.milepost.definitions.DefinedSlos;
import dev.milepost.objectives.Moment;
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
    private final Clock clock;

    Standings(DefinedSlos definitions, CountRepository counts, Reckoning reckoning, Clock clock) {
        this.definitions = definitions;
        this.counts = counts;
        this.reckoning = reckoning;
        this.clock = clock;
    }

    /** Of all of them, in the order of their names. */
    @Snapshot
    public List<Standing> all() {
        return of(List.copyOf(definitions.all()));
    }

    @Snapshot
    public Standing find(String name) {
        return current(name);
    }

    /** In a snapshot that has been begun. */
    Standing current(String name) {
        return of(List.of(definitions.require(name))).get(0);
    }

    /** Through its window. */
    @Snapshot
    SloHistory history(String name, Step step) {
        var slo = definitions.require(name).slo();
        var now = clock.instant();
        var points = step.points(now, slo.window().at(now).length());
        var series = counts.series(name, slo.looksBackTo(points.get(points.size() - 1)));
        var since = reckoning.since(name);
        return SloHistory.of(
                slo, series, points.stream().map(at -> new Moment(at, since)).toList());
    }

    List<Standing> of(List<DefinedSlo> slos) {
        var now = clock.instant();
        return slos.stream()
                .map(slo -> Standing.of(
                        slo,
                        counts.series(slo.name(), slo.slo().looksBackTo(now)),
                        new Moment(now, reckoning.since(slo.name()))))
                .toList();
    }
}
