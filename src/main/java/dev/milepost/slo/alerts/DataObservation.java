package dev.milepost.slo.alerts;

import dev.milepost.slo.alerts.AlertObservation.AlertCondition;
import dev.milepost.slo.alerts.AlertObservation.NotifyOn;
import dev.milepost.slo.objectives.EventFlow;
import java.time.Duration;
import java.time.Instant;

/**
 * Observes whether the events of an SLO still come in their rhythm. What never had a rhythm raises no alert. The alert
 * belongs to the first objective, because all objectives of an SLO have the same events.
 */
final class DataObservation {

    /** Names of rules have no spaces. */
    static final String NAME = "rhythm of events";

    /** Events of this time have returned, also if they are too few for a rhythm. */
    private static final Duration OF_LATE = Duration.ofDays(1);

    private DataObservation() {}

    static AlertObservation of(WatchedObjective watched) {
        var condition = condition(watched.status().flow(), watched.status().at());
        return new AlertObservation(
                watched.key(AlertKey.Kind.DATA, NAME),
                condition,
                condition == AlertCondition.ENDED ? EndReason.DATA_RETURNED : null,
                watched.definition(),
                NotifyOn.BOTH,
                AlertDetails.ofData(watched));
    }

    private static AlertCondition condition(EventFlow flow, Instant now) {
        if (flow.missingSince() != null) {
            return AlertCondition.RAISED;
        }
        var last = flow.lastEventAt();
        var returned = flow.rhythm() != null || last != null && last.isAfter(now.minus(OF_LATE));
        return returned ? AlertCondition.ENDED : AlertCondition.UNDECIDED;
    }
}
