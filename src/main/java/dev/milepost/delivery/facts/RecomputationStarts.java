package dev.milepost.delivery.facts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The time from which the chains of each service are recomputed. Services whose chains stay unchanged are absent. */
final class RecomputationStarts {

    private final Map<String, Instant> starts = new HashMap<>();

    void startNoLaterThan(String service, @Nullable Instant moment) {
        if (moment != null) {
            starts.merge(service, moment, (one, other) -> one.isBefore(other) ? one : other);
        }
    }

    Instant startOf(String service) {
        return starts.getOrDefault(service, Instant.MAX);
    }

    List<String> services() {
        return new ArrayList<>(starts.keySet());
    }

    /** The starts in the order of {@link #services}. */
    List<Instant> starts() {
        return new ArrayList<>(starts.values());
    }

    /** The starts of these services only. */
    RecomputationStarts restrictedTo(List<String> services) {
        var restricted = new RecomputationStarts();
        services.forEach(service -> restricted.startNoLaterThan(service, starts.get(service)));
        return restricted;
    }
}
