package dev.milepost.events.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milepost.platform.http.ProblemException.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record that cannot be processed as it is.
 *
 * @param stage {@code enrichment} or {@code projection}
 * @param reason a stable identifier, such as {@code unreadable-event}
 * @param headers the headers of the record, as text
 * @param payload the value of the record as text; null if it has none or it is not text
 * @param payloadBase64 the value of the record in Base64 if it is not text; else null
 * @param replays the number of replays
 * @param settledAt when a replay of it was projected; null while it is missing from the numbers
 */
record QuarantineEntry(
        UUID id,
        String stage,
        String reason,
        String detail,
        List<Fault> errors,
        Event event,
        Instant quarantinedAt,
        @Nullable Instant replayedAt,
        int replays,
        @Nullable Instant settledAt,
        Map<String, String> headers,
        @Nullable String payload,
        @JsonProperty("payload_base64") @Nullable String payloadBase64) {

    /** The approximate size of the payload. */
    long bytes() {
        return (payload == null ? 0 : payload.length()) + (payloadBase64 == null ? 0 : payloadBase64.length());
    }

    /** The fields of the event that could be read; null for the others. */
    record Event(
            @Nullable String source,
            @Nullable String id,
            @Nullable String type,
            @Nullable String service,
            @Nullable Instant time) {}
}
