package dev.milepost.events.intake;

import dev.milepost.events.contract.Envelope;
import dev.milepost.events.contract.EventJson;
import dev.milepost.events.intake.EventReceipt.Rejection;
import dev.milepost.events.intake.EventReceipt.Warning;
import dev.milepost.events.pipeline.RawEventProducer.RawEvent;
import dev.milepost.events.pipeline.RawEventProducer.SendResult;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The events of one batch. They are checked while the batch is read, sent together, and counted in one receipt. */
final class IntakeBatch implements EventJson.Visitor {

    private final Function<Envelope, CheckedEvent> check;
    private final Predicate<UUID> isKnown;
    private final List<RawEvent> toSend = new ArrayList<>();
    private final List<Integer> indexes = new ArrayList<>();
    private final Set<UUID> identities = new HashSet<>();
    private final List<Rejection> rejected = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();
    private int count;
    private int duplicates;

    /** An event that satisfies the contract, and warnings about it. */
    record CheckedEvent(RawEvent event, List<Fault> warnings) {}

    static List<Warning> warnings(int index, @Nullable String id, List<Fault> faults) {
        return faults.stream()
                .map(fault -> new Warning(index, id, fault.detail(), fault.pointer()))
                .toList();
    }

    /**
     * @param check checks and converts an event; throws if it breaks the contract
     * @param isKnown whether an event with this identity was accepted before
     */
    IntakeBatch(Function<Envelope, CheckedEvent> check, Predicate<UUID> isKnown) {
        this.check = check;
        this.isKnown = isKnown;
    }

    @Override
    public void read(Envelope event) {
        var index = nextIndex();
        try {
            var checked = check.apply(event);
            add(index, checked.event());
            if (warnings.size() < EventReceipt.MOST_WARNINGS) {
                warnings.addAll(warnings(index, event.attributes().get("id"), checked.warnings()));
            }
        } catch (ProblemException e) {
            reject(index, event.attributes().get("id"), e);
        }
    }

    @Override
    public void tooLarge(@Nullable String id) {
        reject(nextIndex(), id, IntakeLimits.eventTooLarge());
    }

    @Override
    public void unreadable(@Nullable String id, ProblemException fault) {
        reject(nextIndex(), id, fault);
    }

    List<RawEvent> toSend() {
        return toSend;
    }

    /** @throws ProblemException if the outcome of at least one event is unknown */
    EventReceipt receipt(List<SendResult> outcomes) {
        if (outcomes.contains(SendResult.UNKNOWN)) {
            throw Intake.outcomeUnknown();
        }
        var accepted = 0;
        for (var i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) == SendResult.ACCEPTED) {
                accepted++;
            } else {
                reject(indexes.get(i), null, IntakeLimits.eventTooLarge());
            }
        }
        return new EventReceipt(
                accepted,
                duplicates,
                rejected,
                warnings.stream().limit(EventReceipt.MOST_WARNINGS).toList());
    }

    private int nextIndex() {
        if (count == IntakeLimits.BATCH_EVENTS) {
            throw IntakeLimits.tooManyEvents();
        }
        return count++;
    }

    private void add(int index, RawEvent event) {
        if (!identities.add(event.identity()) || isKnown.test(event.identity())) {
            duplicates++;
        } else {
            toSend.add(event);
            indexes.add(index);
        }
    }

    private void reject(int index, @Nullable String id, ProblemException fault) {
        var pointer = fault.faults().isEmpty() ? "" : fault.faults().get(0).pointer();
        rejected.add(new Rejection(index, id, String.valueOf(fault.getMessage()), pointer));
    }
}
