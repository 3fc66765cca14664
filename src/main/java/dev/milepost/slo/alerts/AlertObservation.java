package dev.milepost.slo.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of a signal now.
 *
 * @param endReason why it is over; null unless it is
 * @param definition tells apart by what it was judged
 * @param details what there is to say about it
 */
record AlertObservation(
        AlertKey key,
        AlertCondition condition,
        @Nullable EndReason endReason,
        String definition,
        NotifyOn notifyOn,
        ObjectNode details) {

    /** The same, where it does not decide. */
    AlertObservation undecided() {
        return new AlertObservation(key, AlertCondition.UNDECIDED, null, definition, notifyOn, details);
    }

    /** What it means for what was told last. */
    enum AlertCondition {
        RAISED,
        /** It is not clear, so what was told last holds. */
        UNDECIDED,
        ENDED
    }

    /** Which of its news are wanted. */
    record NotifyOn(boolean raised, boolean ended) {

        static final NotifyOn BOTH = new NotifyOn(true, true);
    }
}
