package dev.milepost.testing;

import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.events.log.BatchTooSlow;
import dev.milepost.events.log.Projection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A projection that cannot take certain events, until it can. */
@ApplicationScoped
public class RefusingProjection implements Projection {

    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Set<String> tooSlow = ConcurrentHashMap.newKeySet();
    private final Set<String> tooLarge = ConcurrentHashMap.newKeySet();

    public void refuse(String id) {
        refused.add(id);
    }

    /** As one for which the heap is too small. */
    public void runOutOfMemoryAt(String id) {
        tooLarge.add(id);
    }

    /** As one that takes so long that only one event is in time. */
    public void takeTooLongAt(String id) {
        tooSlow.add(id);
    }

    public void allow(String id) {
        refused.remove(id);
    }

    @Override
    public void apply(List<GoldenEvent> events) {
        for (var event : events) {
            if (refused.contains(event.id())) {
                throw new IllegalArgumentException("refused by a test");
            }
            if (events.size() > 1 && tooSlow.contains(event.id())) {
                throw new BatchTooSlow(new IllegalStateException("of a test"));
            }
            if (tooLarge.contains(event.id())) {
                throw new OutOfMemoryError("of a test");
            }
        }
    }
}
