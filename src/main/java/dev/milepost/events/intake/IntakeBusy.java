package dev.milepost.events.intake;

import dev.milepost.platform.http.ProblemException;
import java.util.Map;

/** Events that could not be taken in time. */
final class IntakeBusy extends ProblemException {

    private static final long serialVersionUID = 1L;
    private static final int PAUSE_SECONDS = 5;

    private IntakeBusy(String detail) {
        super(503, "intake-busy", "Events cannot be taken in at the moment.", detail);
    }

    /** Some of the events may be taken yet, which does no harm: what comes again is a duplicate. */
    static IntakeBusy brokerTimeout() {
        return new IntakeBusy("The broker did not take all events in time. Send all of them again.");
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Retry-After", Integer.toString(PAUSE_SECONDS));
    }
}
