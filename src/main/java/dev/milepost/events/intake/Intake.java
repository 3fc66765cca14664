package dev.milepost.events.intake;

import dev.milepost.events.contract.Envelope;
import dev.milepost.events.contract.EventJson;
import dev.milepost.events.contract.EventReader;
import dev.milepost.events.contract.EventWarnings;
import dev.milepost.events.contract.Secrets;
import dev.milepost.events.intake.IntakeBatch.CheckedEvent;
import dev.milepost.events.pipeline.RawEventProducer;
import dev.milepost.events.pipeline.RawEventProducer.RawEvent;
import dev.milepost.events.pipeline.RawEventProducer.SendResult;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.security.caller.EmitPermissions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Checks events and sends them to the broker. */
@ApplicationScoped
class Intake {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final EventReader reader;
    private final Secrets secrets;
    private final RawEventProducer producer;
    private final DeduplicationCache recent;
    private final EventWarnings warnings;
    private final Clock clock;

    Intake(
            EventReader reader,
            Secrets secrets,
            RawEventProducer producer,
            DeduplicationCache recent,
            EventWarnings warnings,
            Clock clock) {
        this.reader = reader;
        this.secrets = secrets;
        this.producer = producer;
        this.recent = recent;
        this.warnings = warnings;
        this.clock = clock;
    }

    /**
     * @param permissions the sources and services that the sender may emit events for
     * @throws ProblemException if the event breaks the contract
     * @throws dev.milepost.security.caller.NotAllowed if the sender may not emit this event
     */
    EventReceipt accept(Envelope event, EmitPermissions permissions) {
        var checked = check(event, permissions);
        var found = IntakeBatch.warnings(0, event.attributes().get("id"), checked.warnings());
        if (recent.contains(checked.event().identity())) {
            return new EventReceipt(0, 1, List.of(), found);
        }
        return switch (send(List.of(checked.event())).get(0)) {
            case ACCEPTED -> new EventReceipt(1, 0, List.of(), found);
            case REJECTED -> throw IntakeLimits.eventTooLarge();
            case UNKNOWN -> throw outcomeUnknown();
        };
    }

    /**
     * Accepts events of a sender that was authenticated elsewhere, without restrictions. An invalid event does not stop
     * the others.
     */
    EventReceipt acceptAll(List<Envelope> events) {
        var batch = new IntakeBatch(event -> check(event, EmitPermissions.UNRESTRICTED), recent::contains);
        for (var event : events) {
            if (event.data().length > IntakeLimits.EVENT_BYTES) {
                batch.tooLarge(event.attributes().get("id"));
            } else {
                batch.read(event);
            }
        }
        return batch.receipt(send(batch.toSend()));
    }

    /** @throws ProblemException if no event of the batch was taken */
    EventReceipt acceptBatch(byte[] body, EmitPermissions permissions) {
        var batch = new IntakeBatch(event -> check(event, permissions), recent::contains);
        // The whole batch is read before the first event is sent, so an incomplete batch sends nothing.
        EventJson.readBatch(body, IntakeLimits.EVENT_BYTES, batch);
        var receipt = batch.receipt(send(batch.toSend()));
        if (receipt.accepted() + receipt.duplicates() == 0
                && !receipt.rejected().isEmpty()) {
            throw nothingTaken(receipt.rejected());
        }
        return receipt;
    }

    private static ProblemException nothingTaken(List<EventReceipt.Rejection> rejected) {
        var faults = rejected.stream()
                .map(one -> new Fault("/" + one.index() + one.pointer(), one.detail()))
                .toList();
        return ProblemException.of(
                ProblemType.UNREADABLE_EVENT,
                "No event of the batch was taken. %s %s"
                        .formatted(faults.get(0).pointer(), faults.get(0).detail()),
                faults);
    }

    private CheckedEvent check(Envelope received, EmitPermissions permissions) {
        var event = secrets.leaveOutAtIntake(received);
        var read = reader.read(event, clock.instant());
        Restrictions.check(event, read, permissions);
        return new CheckedEvent(producer.prepare(event, read), warnings.find(event, read));
    }

    private List<SendResult> send(List<RawEvent> events) {
        var outcomes = producer.send(events);
        for (var i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) == SendResult.ACCEPTED) {
                recent.add(events.get(i).identity());
            }
        }
        return outcomes;
    }

    /**
     * The broker did not store all events in time. It may still store some of them. Sending them again is safe: they are
     * deduplicated.
     */
    static ProblemException outcomeUnknown() {
        return ProblemException.of(
                        ProblemType.INTAKE_BUSY,
                        "Send all events of the request again. Those that were stored are not counted twice.")
                .retryAfter(PAUSE);
    }
}
