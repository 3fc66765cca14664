package dev.milepost.events.intake;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.Map;

/** The broker did not store all events in time. */
final class IntakeBusy extends ProblemException {

    private static final long serialVersionUID = 1L;
    private static final int PAUSE_SECONDS = 5;

    private IntakeBusy(String detail) {
        super(ProblemType.INTAKE_BUSY, detail);
    }

    /** The broker may still store some of the events. Sending them again is safe: they are deduplicated. */
    static IntakeBusy brokerTimeout() {
        return new IntakeBusy("Send all of them again; none is counted twice.");
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Retry-After", Integer.toString(PAUSE_SECONDS));
    }
}
