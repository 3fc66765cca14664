package dev.milepost.events.intake;

import dev.milepost.events.contract.Envelope;
import dev.milepost.events.contract.EventJson;
import dev.milepost.events.contract.EventReader;
import dev.milepost.events.contract.Secrets;
import dev.milepost.events.pipeline.RawEventProducer;
import dev.milepost.events.pipeline.RawEventProducer.RawEvent;
import dev.milepost.events.pipeline.RawEventProducer.SendResult;
import dev.milepost.platform.http.ProblemException;
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
    private final Clock clock;

    Intake(EventReader reader, Secrets secrets, RawEventProducer producer, DeduplicationCache recent, Clock clock) {
        this.reader = reader;
        this.secrets = secrets;
        this.producer = producer;
        this.recent = recent;
        this.clock = clock;
    }

    /**
     * @param permissions the sources and services that the sender may emit events for
     * @throws ProblemException if the event breaks the contract
     * @throws dev.milepost.security.caller.NotAllowed if the sender may not emit this event
     */
    EventReceipt accept(Envelope event, EmitPermissions permissions) {
        var checked = check(event, permissions);
        if (recent.contains(checked.identity())) {
            return new EventReceipt(0, 1, List.of());
        }
        return switch (send(List.of(checked)).get(0)) {
            case ACCEPTED -> new EventReceipt(1, 0, List.of());
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

    EventReceipt acceptBatch(byte[] body, EmitPermissions permissions) {
        var batch = new IntakeBatch(event -> check(event, permissions), recent::contains);
        // The whole batch is read before the first event is sent, so an incomplete batch sends nothing.
        EventJson.readBatch(body, IntakeLimits.EVENT_BYTES, batch);
        return batch.receipt(send(batch.toSend()));
    }

    private RawEvent check(Envelope received, EmitPermissions permissions) {
        var event = secrets.leaveOutAtIntake(received);
        var read = reader.read(event, clock.instant());
        Restrictions.check(event, read, permissions);
        return producer.prepare(event, read);
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
        return ProblemException.of(ProblemType.INTAKE_BUSY, "Send all of them again; none is counted twice.")
                .retryAfter(PAUSE);
    }
}
