package dev.milepost.events.log;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.milepost.events.contract.GoldenEvent;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event of the history, as the API returns it. It is not a {@link GoldenEvent}, whose data is a tree: a page has up to a
 * thousand events, and the trees of their bodies would take up to forty times the heap of the texts.
 *
 * @param data JSON as text; null if the data is not JSON
 */
public record LoggedEvent(
        UUID identity,
        String source,
        String id,
        String type,
        boolean golden,
        Instant time,
        Instant receivedAt,
        @Nullable String service,
        Map<String, String> extensions,
        @JsonRawValue @Nullable String data) {

    public static LoggedEvent of(GoldenEvent event) {
        return new LoggedEvent(
                event.identity(),
                event.source(),
                event.id(),
                event.type(),
                event.golden(),
                event.time(),
                event.receivedAt(),
                event.service(),
                event.extensions(),
                event.data().isMissingNode() ? null : event.data().toString());
    }

    /** The approximate size of the data. */
    public long bytes() {
        return data == null ? 0 : data.length();
    }
}
