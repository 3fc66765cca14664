package dev.milepost.vendors;

import dev.milepost.events.Envelope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery tells.
 *
 * @param reason why there are no events; null where there are
 */
public record Told(List<Envelope> events, @Nullable String reason) {

    public Told {
        events = List.copyOf(events);
    }

    static Told of(List<Envelope> events) {
        return new Told(events, null);
    }

    static Told nothing(String reason) {
        return new Told(List.of(), reason);
    }
}
