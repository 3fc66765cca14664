package dev.milepost.slo.status;

import dev.milepost.slo.corrections.ExcludedTime;
import dev.milepost.slo.corrections.ExcludedTime.Effect;
import dev.milepost.slo.counting.SloCounts;
import dev.milepost.slo.counting.SloCounts.Progress;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.objectives.BudgetRecovery;
import dev.milepost.slo.objectives.Evaluation;
import dev.milepost.slo.objectives.EvaluationTime;
import dev.milepost.slo.objectives.Objective;
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
public record SloStatus(
        SloDefinition slo,
        Instant at,
        List<EvaluatedObjective> objectives,
        List<Effect> corrections,
        Recoveries recoveries,
        int countedVersion,
        Progress progress) {

    public SloStatus {
        objectives = List.copyOf(objectives);
        corrections = List.copyOf(corrections);
    }

    /** How the budget of an objective comes back if nothing else happens; empty where that is not known. */
    public interface Recoveries {
        Optional<BudgetRecovery> of(Objective objective);
    }

    /** Where all has been counted. */
    public SloStatus(
            SloDefinition slo,
            Instant at,
            List<EvaluatedObjective> objectives,
            List<Effect> corrections,
            Recoveries recoveries) {
        this(slo, at, objectives, corrections, recoveries, slo.version(), Progress.COMPLETE);
    }

    /** Where all has been counted and nothing was corrected. */
    public SloStatus(SloDefinition slo, Instant at, List<EvaluatedObjective> objectives) {
        this(slo, at, objectives, List.of(), objective -> Optional.empty());
    }

    /** One of its objectives, and what it is found to be. */
    public record EvaluatedObjective(Objective objective, Evaluation evaluation) {}

    /** Whether it is told of what has been read of the log so far: there is no definition before that was counted by. */
    public boolean isPartlyCounted() {
        return !progress.complete() && countedVersion == slo.version();
    }

    /** What its objectives are told apart by, in their order. */
    public List<String> objectiveNames() {
        return Objective.names(
                objectives.stream().map(EvaluatedObjective::objective).toList());
    }

    static SloStatus of(SloCounts sloCounts, ExcludedTime excluded, Instant now) {
        var slo = sloCounts.countedDefinition().slo();
        var time = new EvaluationTime(now, sloCounts.observedSince());
        var corrected = excluded.of(sloCounts.series());
        return new SloStatus(
                sloCounts.slo(),
                now,
                slo.objectives().stream()
                        .map(objective ->
                                new EvaluatedObjective(objective, Evaluation.of(slo, objective, corrected, time)))
                        .toList(),
                excluded.effects(sloCounts.series(), slo.window().at(now)),
                objective -> Optional.of(new BudgetRecovery(slo, objective, corrected, time)),
                sloCounts.countedDefinition().version(),
                sloCounts.progress());
    }
}
