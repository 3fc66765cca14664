package dev.milepost.intake;

import dev.milepost.events.Envelope;
import dev.milepost.events.EventJson;
import dev.milepost.intake.Receipt.Rejection;
import dev.milepost.pipeline.RawEvent;
import dev.milepost.pipeline.RawEventProducer.Outcome;
import dev.milepost.platform.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The events of one batch: checked as they are read, sent together, and accounted for. */
final class Arrivals implements EventJson.Visitor {

    private final Function<Envelope, RawEvent> check;
    private final Predicate<UUID> isKnown;
    private final List<RawEvent> toSend = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private final Set<UUID> identities = new HashSet<>();
    private final List<Rejection> rejected = new ArrayList<>();
    private int count;
    private int duplicates;

    /**
     * @param check throws where an event breaks the contract
     * @param isKnown whether an event of this identity has been accepted before
     */
    Arrivals(Function<Envelope, RawEvent> check, Predicate<UUID> isKnown) {
        this.check = check;
        this.isKnown = isKnown;
    }

    @Override
    public void read(Envelope event, int bytes) {
        var place = next();
        try {
            if (bytes > Limits.EVENT_BYTES) {
                throw TooLarge.event();
            }
            add(place, check.apply(event));
        } catch (ProblemException e) {
            reject(place, event.attributes().get("id"), e);
        }
    }

    @Override
    public void unreadable(@Nullable String id, ProblemException fault) {
        reject(next(), id, fault);
    }

    List<RawEvent> toSend() {
        return toSend;
    }

    /** @throws ProblemException where it is not known of all events that the broker has them or never will */
    Receipt receipt(List<Outcome> outcomes) {
        if (outcomes.contains(Outcome.UNKNOWN)) {
            throw Busy.brokerSlow();
        }
        var accepted = 0;
        for (var i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) == Outcome.TAKEN) {
                accepted++;
            } else {
                reject(places.get(i), null, TooLarge.event());
            }
        }
        return new Receipt(accepted, duplicates, rejected);
    }

    private int next() {
        if (count == Limits.BATCH_EVENTS) {
            throw TooLarge.batchOfEvents();
        }
        return count++;
    }

    private void add(int place, RawEvent event) {
        if (!identities.add(event.identity()) || isKnown.test(event.identity())) {
            duplicates++;
        } else {
            toSend.add(event);
            places.add(place);
        }
    }

    private void reject(int place, @Nullable String id, ProblemException fault) {
        var pointer = fault.faults().isEmpty() ? "" : fault.faults().get(0).pointer();
        rejected.add(new Rejection(place, id, String.valueOf(fault.getMessage()), pointer));
    }
}
