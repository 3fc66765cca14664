package dev.milepost.delivery.facts;

import dev.milepost.platform.sql.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The time from which the chains of each service are recomputed, and for long chains the time until which. Services whose
 * chains stay unchanged are absent.
 */
final class RecomputationStarts {

    private final Map<String, Instant> starts = new HashMap<>();
    private final Map<String, Instant> ends = new HashMap<>();

    void startNoLaterThan(String service, @Nullable Instant moment) {
        if (moment != null) {
            starts.merge(service, moment, (one, other) -> one.isBefore(other) ? one : other);
        }
    }

    /** The deployments of a service that finished at this time or later are left for another recomputation. */
    void endBefore(String service, Instant moment) {
        ends.put(service, moment);
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

    /** The ends in the order of {@link #services}; null for a chain that is recomputed to its end. */
    List<@Nullable Instant> ends() {
        return Sql.column(starts.keySet(), ends::get);
    }

    /** The starts and ends of these services only. */
    RecomputationStarts restrictedTo(List<String> services) {
        var restricted = new RecomputationStarts();
        services.forEach(service -> restricted.startNoLaterThan(service, starts.get(service)));
        restricted.ends.putAll(ends);
        restricted.ends.keySet().retainAll(services);
        return restricted;
    }
}
