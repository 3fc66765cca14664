package dev.milepost.intake;

import dev.milepost.events.Envelope;
import dev.milepost.events.EventJson;
import dev.milepost.events.EventReader;
import dev.milepost.events.Secrets;
import dev.milepost.pipeline.RawEvent;
import dev.milepost.pipeline.RawEventProducer;
import dev.milepost.pipeline.RawEventProducer.Outcome;
import dev.milepost.platform.Emits;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** The door: what leaves it has been checked and is with the broker. */
@ApplicationScoped
class Intake {

    private final EventReader reader;
    private final Secrets secrets;
    private final RawEventProducer producer;
    private final RecentEvents recent;
    private final Clock clock;

    Intake(EventReader reader, Secrets secrets, RawEventProducer producer, RecentEvents recent, Clock clock) {
        this.reader = reader;
        this.secrets = secrets;
        this.producer = producer;
        this.recent = recent;
        this.clock = clock;
    }

    /**
     * @param emits what its sender may tell of
     * @throws dev.milepost.events.UnreadableEvent where the event breaks the contract
     * @throws dev.milepost.platform.NotAllowed where the sender may not tell of it
     */
    Receipt accept(Envelope event, Emits emits) {
        var checked = check(event, emits);
        if (recent.contains(checked.identity())) {
            return new Receipt(0, 1, List.of());
        }
        return switch (send(List.of(checked)).get(0)) {
            case TAKEN -> new Receipt(1, 0, List.of());
            case REFUSED -> throw TooLarge.event();
            case UNKNOWN -> throw Busy.brokerSlow();
        };
    }

    /** Events of a sender that has proved itself otherwise; what is wrong with one does not stop the others. */
    Receipt acceptAll(List<Envelope> events) {
        var arrivals = new Arrivals(event -> check(event, Emits.EVERYTHING), recent::contains);
        events.forEach(event -> arrivals.read(event, event.data().length));
        return arrivals.receipt(send(arrivals.toSend()));
    }

    Receipt acceptBatch(byte[] body, Emits emits) {
        var arrivals = new Arrivals(event -> check(event, emits), recent::contains);
        // All are read before the first is sent, so that a batch that breaks off brings nothing.
        EventJson.readBatch(body, arrivals);
        return arrivals.receipt(send(arrivals.toSend()));
    }

    private RawEvent check(Envelope arrived, Emits emits) {
        var event = secrets.leaveOutAtDoor(arrived);
        var read = reader.read(event, clock.instant());
        Restrictions.check(event, read, emits);
        return producer.prepare(event, read);
    }

    private List<Outcome> send(List<RawEvent> events) {
        var outcomes = producer.send(events);
        for (var i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) == Outcome.TAKEN) {
                recent.add(events.get(i).identity());
            }
        }
        return outcomes;
    }
}
