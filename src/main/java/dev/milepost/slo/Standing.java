package dev.milepost.slo;

import dev.milepost.corrections.CorrectedTime;
import dev.milepost.corrections.CorrectedTime.Effect;
import dev.milepost.counting.CountedSlo;
import dev.milepost.counting.CountedSlo.Progress;
import dev.milepost.definitions.DefinedSlo;
import dev.milepost.objectives.Evaluation;
import dev.milepost.objectives.Moment;
import dev.milepost.objectives.Objective;
import dev.milepost.objectives.Recovery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How an SLO stands.
 *
 * @param slo the definition that holds
 * @param at the moment that it is told of, a whole minute: that in which it was asked counts
 * @param objectives of the definition that was counted by
 * @param corrections those that the objectives heed
 * @param recoveries how their budgets come back
 * @param countedVersion of that definition: another than of {@code slo} while the past is counted by a new one
 */
public record Standing(
        DefinedSlo slo,
        Instant at,
        List<OfObjective> objectives,
        List<Effect> corrections,
        Recoveries recoveries,
        int countedVersion,
        Progress progress) {

    public Standing {
        objectives = List.copyOf(objectives);
        corrections = List.copyOf(corrections);
    }

    /** How the budget of an objective comes back if nothing else happens; empty where that is not known. */
    public interface Recoveries {
        Optional<Recovery> of(Objective objective);
    }

    /** Where all has been counted. */
    public Standing(
            DefinedSlo slo, Instant at, List<OfObjective> objectives, List<Effect> corrections, Recoveries recoveries) {
        this(slo, at, objectives, corrections, recoveries, slo.version(), Progress.COMPLETE);
    }

    /** Where all has been counted and nothing was corrected. */
    public Standing(DefinedSlo slo, Instant at, List<OfObjective> objectives) {
        this(slo, at, objectives, List.of(), objective -> Optional.empty());
    }

    /** One of its objectives, and what it is found to be. */
    public record OfObjective(Objective objective, Evaluation evaluation) {}

    /** Whether it is told of what has been read of the log so far: there is no definition before that was counted by. */
    public boolean isPartlyCounted() {
        return !progress.complete() && countedVersion == slo.version();
    }

    /** What its objectives are told apart by, in their order. */
    public List<String> objectiveNames() {
        return Objective.names(objectives.stream().map(OfObjective::objective).toList());
    }

    static Standing of(CountedSlo counted, CorrectedTime time, Instant now) {
        var slo = counted.by().slo();
        var moment = new Moment(now, counted.since());
        var corrected = time.of(counted.series());
        return new Standing(
                counted.slo(),
                now,
                slo.objectives().stream()
                        .map(objective -> new OfObjective(objective, Evaluation.of(slo, objective, corrected, moment)))
                        .toList(),
                time.effects(counted.series(), slo.window().at(now)),
                objective -> Optional.of(new Recovery(slo, objective, corrected, moment)),
                counted.by().version(),
                counted.progress());
    }
}
