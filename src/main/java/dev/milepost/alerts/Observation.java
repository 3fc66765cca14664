package dev.milepost.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of a signal now.
 *
 * @param over why it is over; null unless it is
 * @param definition tells apart by what it was judged
 * @param facts what there is to say about it
 */
record Observation(
        Signal signal, Verdict verdict, @Nullable Reason over, String definition, Wanted wanted, ObjectNode facts) {

    /** The same, where it does not decide. */
    Observation held() {
        return new Observation(signal, Verdict.HELD, null, definition, wanted, facts);
    }

    /** What it means for what was told last. */
    enum Verdict {
        RAISED,
        /** It is not clear, so what was told last holds. */
        HELD,
        OVER
    }

    /** Which of its news are wanted. */
    record Wanted(boolean raised, boolean ended) {

        static final Wanted BOTH = new Wanted(true, true);
    }
}
