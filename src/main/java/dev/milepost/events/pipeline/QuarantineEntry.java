package dev.milepost.events.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milepost.platform.http.ProblemException.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record that could never be processed as it is.
 *
 * @param stage {@code enrichment} or {@code projection}
 * @param reason a stable word, such as {@code unreadable-event}
 * @param headers the record's, as text
 * @param payload the record's value as text; null where it has none or is not text
 * @param payloadBase64 the record's value where it is not text; else null
 * @param replays how often it was sent again
 * @param settledAt when a replay got it into the numbers; null while it is missing from them
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

    /** Of its payload, about. */
    long bytes() {
        return (payload == null ? 0 : payload.length()) + (payloadBase64 == null ? 0 : payloadBase64.length());
    }

    /** What could be read of the event in it. */
    record Event(
            @Nullable String source,
            @Nullable String id,
            @Nullable String type,
            @Nullable String service,
            @Nullable Instant time) {}
}
