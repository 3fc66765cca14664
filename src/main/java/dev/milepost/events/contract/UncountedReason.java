package dev.milepost.events.contract;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Why an event has no golden type and is therefore not counted in any metric. */
@ApplicationScoped
public class UncountedReason {

    private final CdEventMapper cdEvents;

    UncountedReason(CdEventMapper cdEvents) {
        this.cdEvents = cdEvents;
    }

    /** Whose vocabulary the event's type is from. */
    public static String origin(GoldenEvent event) {
        return CdEventMapper.isCdEvent(event.type()) ? "cdevents" : "cloudevents";
    }

    /** Returns one of a few fixed codes; empty if the event has a golden type. */
    public Optional<String> of(GoldenEvent event) {
        if (event.golden()) {
            return Optional.empty();
        }
        return Optional.of(
                CdEventMapper.isCdEvent(event.type())
                        ? cdEvents.uncountedReason(event.type(), event.data())
                        : CdEventMapper.NO_GOLDEN_TYPE);
    }
}
