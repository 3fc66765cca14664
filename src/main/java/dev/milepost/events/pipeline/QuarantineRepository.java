package dev.milepost.events.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.events.pipeline.QuarantinedRecordReader.QuarantinedRecord;
import dev.milepost.events.pipeline.RecordHeaders.ReplayOf;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.sql.Rows;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores quarantine entries in the database. */
@ApplicationScoped
@Transactional
class QuarantineRepository {

    // A record that fails again keeps its entry.
    private static final String UPSERT = """
            insert into quarantine (id, stage, quarantined_at, time, source, event_id, type, service,
                reason, detail, faults, record_key, headers, payload)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?, ?::json, ?)
            on conflict (id) do update set stage = excluded.stage, quarantined_at = excluded.quarantined_at,
                reason = excluded.reason, detail = excluded.detail, faults = excluded.faults, settled_at = null
            """;
    private static final String FIND = """
            select * from quarantine
            where (?::timestamptz is null or (quarantined_at, id) < (?::timestamptz, ?::uuid))
            and (?::text is null or stage = ?) and (?::text is null or service = ?)
            order by quarantined_at desc, id desc limit ?
            """;
    private static final long MOST_BYTES = 2 << 20;
    private static final String BYTES = """
            coalesce(octet_length(payload), 0) + octet_length(headers::text) + octet_length(faults::text) + octet_length(detail)
            """;
    private static final String COUNT = """
            select count(*) from quarantine where settled_at is null
            and coalesce(time, quarantined_at) >= ? and coalesce(time, quarantined_at) < ?
            """;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sql sql;

    QuarantineRepository(Sql sql) {
        this.sql = sql;
    }

    /** The key, headers and value of a quarantined record. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record StoredRecord(byte @Nullable [] key, Map<String, String> headers, byte @Nullable [] value) {}

    /** A filter for entries; null matches all. */
    record Filter(@Nullable String stage, @Nullable String service) {}

    /** The position after the last entry of a page. */
    record QuarantinePosition(Instant quarantinedAt, UUID id) {}

    void upsert(QuarantinedRecord entry) {
        var event = entry.event();
        sql.update(
                UPSERT,
                entry.id(),
                entry.stageName(),
                entry.at(),
                event.time(),
                event.source(),
                event.id(),
                event.type(),
                event.service(),
                entry.reason(),
                entry.detail(),
                entry.faults(),
                entry.key(),
                entry.headersJson(),
                entry.value());
    }

    /** Finds entries, newest first. Returns fewer than the limit if their records are large. */
    Rows<QuarantineEntry> find(Filter filter, @Nullable QuarantinePosition after, int limit) {
        var at = after == null ? null : after.quarantinedAt();
        return sql.queryWithin(
                MOST_BYTES,
                FIND,
                "quarantined_at desc, id desc",
                BYTES,
                QuarantineRepository::entry,
                at,
                at,
                after == null ? null : after.id(),
                filter.stage(),
                filter.stage(),
                filter.service(),
                filter.service(),
                limit);
    }

    Optional<QuarantineEntry> find(UUID id) {
        return sql.query("select * from quarantine where id = ?", QuarantineRepository::entry, id).stream()
                .findFirst();
    }

    Optional<StoredRecord> findRecord(UUID id) {
        return sql
                .query(
                        "select record_key, headers, payload from quarantine where id = ?",
                        row -> new StoredRecord(row.getBytes(1), headers(row.getString(2)), row.getBytes(3)),
                        id)
                .stream()
                .findFirst();
    }

    /** Stores the key of a replay before it is sent. */
    void replaying(ReplayOf replay) {
        sql.update("update quarantine set replay_key = ? where id = ?", replay.key(), replay.entry());
    }

    /** Finds the entry of a replay; empty if the service sent no such replay. */
    Optional<UUID> findReplayed(ReplayOf replay) {
        return sql
                .query(
                        "select id from quarantine where id = ? and replay_key = ?",
                        row -> row.getObject(1, UUID.class),
                        replay.entry(),
                        replay.key())
                .stream()
                .findFirst();
    }

    void markReplayed(UUID id) {
        sql.update("update quarantine set replayed_at = now(), replays = replays + 1 where id = ?", id);
    }

    void markSettled(List<UUID> ids) {
        sql.update("update quarantine set settled_at = now() where id = any (?)", ids);
    }

    long count(Instant from, Instant to) {
        return sql.query(COUNT, row -> row.getLong(1), from, to).get(0);
    }

    /** Returns the number of entries that are missing from the numbers. */
    long count() {
        return sql.query("select count(*) from quarantine where settled_at is null", row -> row.getLong(1))
                .get(0);
    }

    /** Deletes the entries that were quarantined before a point in time. */
    int deleteBefore(Instant before) {
        return sql.update("delete from quarantine where quarantined_at < ?", before);
    }

    private static QuarantineEntry entry(ResultSet row) throws SQLException {
        var value = row.getBytes("payload");
        var text = value == null ? null : text(value);
        return new QuarantineEntry(
                row.getObject("id", UUID.class),
                row.getString("stage"),
                row.getString("reason"),
                row.getString("detail"),
                read(row.getString("faults"), new TypeReference<List<Fault>>() {}),
                new QuarantineEntry.Event(
                        row.getString("source"),
                        row.getString("event_id"),
                        row.getString("type"),
                        row.getString("service"),
                        Sql.instant(row, "time")),
                java.util.Objects.requireNonNull(Sql.instant(row, "quarantined_at")),
                Sql.instant(row, "replayed_at"),
                row.getInt("replays"),
                Sql.instant(row, "settled_at"),
                headers(row.getString("headers")),
                text,
                value == null || text != null ? null : Base64.getEncoder().encodeToString(value));
    }

    private static Map<String, String> headers(String json) {
        return read(json, new TypeReference<Map<String, String>>() {});
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
