package dev.milepost.slo.status;

import dev.milepost.slo.corrections.ExcludedTime;
import dev.milepost.slo.corrections.ExcludedTime.Effect;
import dev.milepost.slo.counting.SloCounts;
import dev.milepost.slo.counting.SloCounts.Progress;
import dev.milepost.slo.definitions.DisabledSlos.Disabled;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.objectives.BudgetRecovery;
import dev.milepost.slo.objectives.Evaluation;
import dev.milepost.slo.objectives.Evaluation.EvaluationTime;
import dev.milepost.slo.objectives.EventFlow;
import dev.milepost.slo.objectives.Objective;
import dev.milepost.slo.objectives.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The status of an SLO.
 *
 * @param slo the current definition
 * @param at the time of the status, a whole minute; the minute of the request is included
 * @param objectives the objectives of the definition that was counted by
 * @param corrections the corrections that the objectives take into account
 * @param recoveries computes how their budgets recover
 * @param countedVersion the version of the definition that was counted by; it differs from the version of {@code slo}
 * while a new definition is being counted
 * @param missingParts the parts of a composite SLO that do not exist; none for other SLOs
 * @param flow whether events still come
 * @param disabled null unless the SLO raises no alerts and decides no releases
 */
public record SloStatus(
        SloDefinition slo,
        Instant at,
        List<Evaluation> objectives,
        List<Effect> corrections,
        Recoveries recoveries,
        int countedVersion,
        Progress progress,
        List<String> missingParts,
        EventFlow flow,
        @Nullable Disabled disabled) {

    public SloStatus {
        objectives = List.copyOf(objectives);
        corrections = List.copyOf(corrections);
        missingParts = List.copyOf(missingParts);
    }

    /** Returns how the budget of an objective recovers if nothing else happens; empty if unknown. */
    public interface Recoveries {
        Optional<BudgetRecovery> of(Objective objective);
    }

    /** Creates a status of an SLO without parts. */
    public SloStatus(
            SloDefinition slo,
            Instant at,
            List<Evaluation> objectives,
            List<Effect> corrections,
            Recoveries recoveries,
            int countedVersion,
            Progress progress,
            EventFlow flow,
            @Nullable Disabled disabled) {
        this(slo, at, objectives, corrections, recoveries, countedVersion, progress, List.of(), flow, disabled);
    }

    /** Creates a status for which everything has been counted. */
    public SloStatus(
            SloDefinition slo,
            Instant at,
            List<Evaluation> objectives,
            List<Effect> corrections,
            Recoveries recoveries) {
        this(slo, at, objectives, corrections, recoveries, slo.version(), Progress.COMPLETE, EventFlow.UNKNOWN, null);
    }

    /** Creates a status for which everything has been counted, without corrections. */
    public SloStatus(SloDefinition slo, Instant at, List<Evaluation> objectives) {
        this(slo, at, objectives, List.of(), objective -> Optional.empty());
    }

    /**
     * Returns true if the status covers only a part of the log, because no previous definition has been counted, or new
     * events are not counted.
     */
    public boolean isPartlyCounted() {
        return progress.suspension() != null || (!progress.complete() && countedVersion == slo.version());
    }

    /** Returns since when new events are not counted, because the filters take too many steps; null if they are. */
    public @Nullable Instant suspendedSince() {
        var suspension = progress.suspension();
        return suspension == null ? null : suspension.since();
    }

    /** Returns unique names of the objectives, in their order. */
    public List<String> objectiveNames() {
        return Objective.names(objectives.stream().map(Evaluation::objective).toList());
    }

    /** @param at the exact time */
    static SloStatus of(SloCounts sloCounts, ExcludedTime excluded, Instant at, @Nullable Disabled disabled) {
        var slo = sloCounts.countedDefinition().slo();
        var time = new EvaluationTime(at, sloCounts.observedSince());
        var now = time.now();
        var corrected = excluded.of(sloCounts.series());
        return new SloStatus(
                sloCounts.slo(),
                now,
                slo.objectives().stream()
                        .map(objective -> Evaluation.of(slo, objective, corrected, time))
                        .toList(),
                excluded.effects(sloCounts.series(), slo.window().endingAt(now)),
                objective -> Optional.of(new BudgetRecovery(slo, objective, corrected, time)),
                sloCounts.countedDefinition().version(),
                sloCounts.progress(),
                sloCounts.missingParts(),
                EventFlow.of(
                        sloCounts.series(),
                        excluded.ranges(),
                        new TimeRange(slo.lookbackStart(now), now),
                        sloCounts.earlier()),
                disabled);
    }
}
