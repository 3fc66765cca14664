package dev.milepost.slo.alerts;

import dev.milepost.slo.alerts.AlertObservation.AlertCondition;
import dev.milepost.slo.alerts.AlertObservation.NotifyOn;
import dev.milepost.slo.objectives.BurnRateRule.RuleEvaluation;
import dev.milepost.slo.objectives.BurnRateRule.RuleState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Observes the burn rate rules of an objective. */
final class BurnRateObservations {

    private BurnRateObservations() {}

    static List<AlertObservation> of(WatchedObjective watched) {
        var observations = new ArrayList<AlertObservation>();
        var names = watched.evaluation().ruleNames();
        for (int i = 0; i < names.size(); i++) {
            var ruleEvaluation = watched.evaluation().rules().get(i);
            observations.add(observeRate(watched, names.get(i), ruleEvaluation));
            if (ruleEvaluation.rule().alertWhen().noData()) {
                observations.add(observeNoData(watched, names.get(i), ruleEvaluation));
            }
        }
        return observations;
    }

    private static AlertObservation observeRate(WatchedObjective watched, String name, RuleEvaluation ruleEvaluation) {
        var endReason = endReason(watched, ruleEvaluation);
        var condition = endReason != null
                ? AlertCondition.ENDED
                : ruleEvaluation.state() == RuleState.FIRING ? AlertCondition.RAISED : AlertCondition.UNDECIDED;
        var alertWhen = ruleEvaluation.rule().alertWhen();
        return new AlertObservation(
                watched.key(AlertKey.Kind.BURN_RATE, name),
                condition,
                endReason,
                watched.definition(),
                new NotifyOn(alertWhen.breaching(), alertWhen.resolved()),
                AlertDetails.of(watched, name, ruleEvaluation));
    }

    /**
     * Returns why the alert ended. Returns null while the rule fires, and if it does not fire only because the short
     * window is empty.
     */
    private static @Nullable EndReason endReason(WatchedObjective watched, RuleEvaluation ruleEvaluation) {
        return switch (ruleEvaluation.state()) {
            case FIRING, PENDING -> null;
            case NO_DATA -> EndReason.NO_DATA;
            case HELD_BACK -> EndReason.TOO_FEW_EVENTS;
            case QUIET -> isShortWindowEmpty(watched, ruleEvaluation) ? null : EndReason.RATE_FELL;
        };
    }

    /** Whether the rate fell only because there are no events any more. This is not a recovery. */
    private static boolean isShortWindowEmpty(WatchedObjective watched, RuleEvaluation ruleEvaluation) {
        var rule = ruleEvaluation.rule();
        var overLong = ruleEvaluation.overLong().measure();
        return ruleEvaluation.overShort().measure().isEmpty()
                && rule.isMetBy(overLong, watched.evaluation().target())
                && rule.minimumEvents().isMetBy(overLong);
    }

    private static AlertObservation observeNoData(
            WatchedObjective watched, String name, RuleEvaluation ruleEvaluation) {
        var missing = ruleEvaluation.state() == RuleState.NO_DATA;
        var alertWhen = ruleEvaluation.rule().alertWhen();
        return new AlertObservation(
                watched.key(AlertKey.Kind.DATA, name),
                missing ? AlertCondition.RAISED : AlertCondition.ENDED,
                missing ? null : EndReason.DATA_RETURNED,
                watched.definition(),
                new NotifyOn(true, alertWhen.resolved()),
                AlertDetails.of(watched, name, ruleEvaluation));
    }
}
