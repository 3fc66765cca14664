package dev.milepost.events.intake;

import dev.milepost.events.golden.Envelope;
import dev.milepost.platform.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The entrance for events that another room has made: the same checks, the same broker, the same counters. */
@ApplicationScoped
public class EventIngest {

    /** How many events one call may bring. */
    public static final int MAX_EVENTS = IntakeLimits.BATCH_EVENTS;

    private final Intake intake;
    private final IntakeMeters meters;

    EventIngest(Intake intake, IntakeMeters meters) {
        this.intake = intake;
        this.meters = meters;
    }

    /**
     * Answers once the broker has the events; one that is rejected does not stop the others.
     *
     * @throws ProblemException where it is not known of all events that the broker has them or never will
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
