package dev.milepost.slo;

import dev.milepost.corrections.CorrectedTime;
import dev.milepost.corrections.CorrectedTime.Effect;
import dev.milepost.definitions.DefinedSlo;
import dev.milepost.objectives.Evaluation;
import dev.milepost.objectives.Moment;
import dev.milepost.objectives.Objective;
import dev.milepost.objectives.Recovery;
import dev.milepost.objectives.Series;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How an SLO stands.
 *
 * @param at the moment that it is told of
 * @param corrections those that the objectives heed
 * @param recoveries how their budgets come back
 */
public record Standing(
        DefinedSlo slo, Instant at, List<OfObjective> objectives, List<Effect> corrections, Recoveries recoveries) {

    public Standing {
        objectives = List.copyOf(objectives);
        corrections = List.copyOf(corrections);
    }

    /** Where nothing was corrected. */
    public Standing(DefinedSlo slo, Instant at, List<OfObjective> objectives) {
        this(slo, at, objectives, List.of(), objective -> Optional.empty());
    }

    /** How the budget of an objective comes back if nothing else happens; empty where that is not known. */
    public interface Recoveries {
        Optional<Recovery> of(Objective objective);
    }

    /** One of its objectives, and what it is found to be. */
    public record OfObjective(Objective objective, Evaluation evaluation) {}

    /** @param series all that was counted */
    static Standing of(DefinedSlo defined, Series series, CorrectedTime time, Moment moment) {
        var slo = defined.slo();
        var corrected = time.of(series);
        return new Standing(
                defined,
                moment.now(),
                slo.objectives().stream()
                        .map(objective -> new OfObjective(objective, Evaluation.of(slo, objective, corrected, moment)))
                        .toList(),
                time.effects(series, slo.window().at(moment.now())),
                objective -> Optional.of(new Recovery(slo, objective, corrected, moment)));
    }
}
