package dev.milepost.events.vendors;

import dev.milepost.events.contract.Envelope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of a delivery.
 *
 * @param reason why there are no events; null if there are any
 */
public record TranslationResult(
        List<Envelope> events, @Nullable String reason) {

    public TranslationResult {
        events = List.copyOf(events);
    }

    static TranslationResult of(List<Envelope> events) {
        return new TranslationResult(events, null);
    }

    static TranslationResult ignored(String reason) {
        return new TranslationResult(List.of(), reason);
    }
}
