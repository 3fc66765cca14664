package dev.milepost.events.intake;

import dev.milepost.events.contract.Envelope;
import dev.milepost.platform.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Ingests events that other packages create. It uses the same checks, broker and counters as the HTTP endpoint. */
@ApplicationScoped
public class EventIngest {

    /** The maximum number of events in one call. */
    public static final int MAX_EVENTS = IntakeLimits.BATCH_EVENTS;

    private final Intake intake;
    private final IntakeMeters meters;

    EventIngest(Intake intake, IntakeMeters meters) {
        this.intake = intake;
        this.meters = meters;
    }

    /**
     * Sends events and returns when the broker has stored them. A rejected event does not stop the others.
     *
     * @throws ProblemException if the outcome of at least one event is unknown
     */
    public EventReceipt ingest(List<Envelope> events) {
        try {
            var receipt = intake.acceptAll(events);
            meters.count(receipt);
            return receipt;
        } catch (ProblemException e) {
            meters.countRejectedRequest(e.status());
            throw e;
        }
    }
}
