package dev.milepost.slo.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The current observation of an alert.
 *
 * @param endReason why the alert ended; null unless it ended
 * @param definition identifies the definition that it was evaluated by
 * @param details the facts about it
 */
record AlertObservation(
        AlertKey key,
        AlertCondition condition,
        @Nullable EndReason endReason,
        String definition,
        NotifyOn notifyOn,
        ObjectNode details) {

    /** Returns the observation with the condition UNDECIDED. */
    AlertObservation undecided() {
        return new AlertObservation(key, AlertCondition.UNDECIDED, null, definition, notifyOn, details);
    }

    /** The effect on the announced state. */
    enum AlertCondition {
        RAISED,
        /** The condition is not clear, so the announced state stays. */
        UNDECIDED,
        ENDED
    }

    /** Which changes are announced. */
    record NotifyOn(boolean raised, boolean ended) {

        static final NotifyOn BOTH = new NotifyOn(true, true);
    }
}
