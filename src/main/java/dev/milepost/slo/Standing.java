package dev.milepost.slo;

import dev.milepost.definitions.DefinedSlo;
import dev.milepost.objectives.Evaluation;
import dev.milepost.objectives.Moment;
import dev.milepost.objectives.Objective;
import dev.milepost.objectives.Series;
import java.time.Instant;
import java.util.List;

/**
 * How an SLO stands.
 *
 * @param at the moment that it is told of
 */
public record Standing(DefinedSlo slo, Instant at, List<OfObjective> objectives) {

    public Standing {
        objectives = List.copyOf(objectives);
    }

    /** One of its objectives, and what it is found to be. */
    public record OfObjective(Objective objective, Evaluation evaluation) {}

    static Standing of(DefinedSlo defined, Series series, Moment moment) {
        var slo = defined.slo();
        return new Standing(
                defined,
                moment.now(),
                slo.objectives().stream()
                        .map(objective -> new OfObjective(objective, Evaluation.of(slo, objective, series, moment)))
                        .toList());
    }
}
