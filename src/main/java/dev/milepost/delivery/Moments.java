package dev.milepost.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From when on the chains of some services are linked anew; services whose chains stay are absent. */
final class Moments {

    private final Map<String, Instant> moments = new HashMap<>();

    void atLatest(String service, @Nullable Instant moment) {
        if (moment != null) {
            moments.merge(service, moment, (one, other) -> one.isBefore(other) ? one : other);
        }
    }

    Instant of(String service) {
        return moments.getOrDefault(service, Instant.MAX);
    }

    List<String> services() {
        return new ArrayList<>(moments.keySet());
    }

    /** In the order of {@link #services}. */
    List<Instant> since() {
        return new ArrayList<>(moments.values());
    }

    /** The same of some services alone. */
    Moments only(List<String> services) {
        var some = new Moments();
        services.forEach(service -> some.atLatest(service, moments.get(service)));
        return some;
    }
}
