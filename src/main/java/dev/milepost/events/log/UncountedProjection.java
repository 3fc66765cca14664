package dev.milepost.events.log;

import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.events.contract.UncountedReason;
import dev.milepost.events.log.UncountedEvents.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;

/** Counts the new events that have no golden type, by reason. */
@ApplicationScoped
class UncountedProjection implements Projection {

    private final UncountedReason reasons;
    private final UncountedEvents uncounted;

    UncountedProjection(UncountedReason reasons, UncountedEvents uncounted) {
        this.reasons = reasons;
        this.uncounted = uncounted;
    }

    @Override
    public void apply(List<GoldenEvent> events) {
        var counts = new HashMap<Reason, Long>();
        for (var event : events) {
            reasons.of(event)
                    .ifPresent(
                            reason -> counts.merge(new Reason(UncountedReason.origin(event), reason), 1L, Long::sum));
        }
        uncounted.add(counts);
    }
}
