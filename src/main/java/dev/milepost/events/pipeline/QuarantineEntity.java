package dev.milepost.events.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.events.pipeline.QuarantineRepository.StoredRecord;
import dev.milepost.platform.http.ProblemException.Fault;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code quarantine}. Rows change by single statements, which need no version: the consumer and replays change
 * different columns.
 */
@Entity
@Table(name = "quarantine")
class QuarantineEntity {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Id
    UUID id;

    String stage;

    @Column(name = "quarantined_at")
    Instant quarantinedAt;

    @Nullable
    Instant time;

    @Nullable
    String source;

    @Column(name = "event_id")
    @Nullable
    String eventId;

    @Nullable
    String type;

    @Nullable
    String service;

    String reason;

    String detail;

    @Column(columnDefinition = "json")
    String faults;

    @Column(name = "record_key")
    byte @Nullable [] key;

    @Column(columnDefinition = "json")
    String headers;

    byte @Nullable [] payload;

    int replays;

    @Column(name = "replayed_at")
    @Nullable
    Instant replayedAt;

    @Column(name = "replay_key")
    @Nullable
    UUID replayKey;

    @Column(name = "settled_at")
    @Nullable
    Instant settledAt;

    /** The size of the texts and the payload. */
    @Formula("""
            coalesce(octet_length(payload), 0) + octet_length(detail)
                + octet_length(cast(headers as text)) + octet_length(cast(faults as text))
            """)
    long bytes;

    QuarantineEntry toEntry() {
        var text = payload == null ? null : text(payload);
        return new QuarantineEntry(
                id,
                stage,
                reason,
                detail,
                read(faults, new TypeReference<List<Fault>>() {}),
                new QuarantineEntry.Event(source, eventId, type, service, time),
                quarantinedAt,
                replayedAt,
                replays,
                settledAt,
                readHeaders(),
                text,
                payload == null || text != null ? null : Base64.getEncoder().encodeToString(payload));
    }

    StoredRecord toRecord() {
        return new StoredRecord(key, readHeaders(), payload);
    }

    private Map<String, String> readHeaders() {
        return read(headers, new TypeReference<Map<String, String>>() {});
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Decodes a value as UTF-8; null if it is not text, or has control characters, which JSON escapes in six times the
     * length.
     */
    private static @Nullable String text(byte[] value) {
        for (var each : value) {
            if (each >= 0 && each < ' ' && each != '\n' && each != '\r' && each != '\t') {
                return null;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
