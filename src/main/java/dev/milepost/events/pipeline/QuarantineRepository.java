package dev.milepost.events.pipeline;

import dev.milepost.events.pipeline.QuarantinedRecordReader.QuarantinedRecord;
import dev.milepost.events.pipeline.RecordHeaders.ReplayOf;
import dev.milepost.platform.sql.Rows;
import dev.milepost.platform.sql.Sql;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.jpa.HibernateHints;
import org.jspecify.annotations.Nullable;

/** Stores quarantine entries in the database. The consumer's writes are SQL, as they are parts of its batches. */
@ApplicationScoped
@Transactional
class QuarantineRepository implements PanacheRepositoryBase<QuarantineEntity, UUID> {

    // A record that fails again keeps its entry.
    private static final String UPSERT = """
            insert into quarantine (id, stage, quarantined_at, time, source, event_id, type, service,
                reason, detail, faults, record_key, headers, payload)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?, ?::json, ?)
            on conflict (id) do update set stage = excluded.stage, quarantined_at = excluded.quarantined_at,
                reason = excluded.reason, detail = excluded.detail, faults = excluded.faults, settled_at = null
            """;
    private static final String OF_PAGE = """
            from QuarantineEntity
            where (quarantinedAt, id) < (:at, :id)
            and (:stage is null or stage = :stage) and (:service is null or service = :service)
            """;
    private static final String SIZES =
            "select quarantinedAt, id, bytes " + OF_PAGE + "order by quarantinedAt desc, id desc";
    private static final String ENTRIES =
            OF_PAGE + "and (quarantinedAt, id) >= (:lastAt, :lastId) order by quarantinedAt desc, id desc";

    // Greater than every time and id of an entry.
    private static final QuarantinePosition NEWEST =
            new QuarantinePosition(Instant.parse("9999-12-31T23:59:59Z"), new UUID(-1L, -1L));

    private static final long MOST_BYTES = 2 << 20;

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

    record Size(Instant quarantinedAt, UUID id, long bytes) {}

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

    /**
     * Finds entries, newest first. Returns fewer than the limit if their records are large: the sizes are read first, and
     * only the records that fit are sent by the database.
     */
    Rows<QuarantineEntry> findPage(Filter filter, @Nullable QuarantinePosition after, int limit) {
        var sizes =
                ofPage(SIZES, Size.class, filter, after).setMaxResults(limit).getResultList();
        if (sizes.isEmpty()) {
            return new Rows<>(List.of(), false);
        }
        var fitting = fitting(sizes);
        var last = sizes.get(fitting - 1);
        var entries = ofPage(ENTRIES, QuarantineEntity.class, filter, after)
                .setParameter("lastAt", last.quarantinedAt())
                .setParameter("lastId", last.id())
                .setMaxResults(fitting)
                .setHint(HibernateHints.HINT_READ_ONLY, true)
                .getResultStream()
                .map(QuarantineEntity::toEntry)
                .toList();
        return new Rows<>(entries, fitting < sizes.size());
    }

    private <T> TypedQuery<T> ofPage(String query, Class<T> type, Filter filter, @Nullable QuarantinePosition after) {
        var from = after == null ? NEWEST : after;
        return getEntityManager()
                .createQuery(query, type)
                .setParameter("at", from.quarantinedAt())
                .setParameter("id", from.id())
                .setParameter("stage", filter.stage())
                .setParameter("service", filter.service());
    }

    /** Returns how many of the first entries are within the limit of bytes, but at least one. */
    private static int fitting(List<Size> sizes) {
        long bytes = sizes.get(0).bytes();
        int fitting = 1;
        while (fitting < sizes.size() && bytes + sizes.get(fitting).bytes() <= MOST_BYTES) {
            bytes += sizes.get(fitting).bytes();
            fitting++;
        }
        return fitting;
    }

    Optional<QuarantineEntry> findEntry(UUID id) {
        return findByIdOptional(id).map(QuarantineEntity::toEntry);
    }

    Optional<StoredRecord> findRecord(UUID id) {
        return findByIdOptional(id).map(QuarantineEntity::toRecord);
    }

    /** Stores the key of a replay before it is sent. */
    void markReplaying(ReplayOf replay) {
        update("replayKey = ?1 where id = ?2", replay.key(), replay.entry());
    }

    /** Finds the entry of a replay; empty if the service sent no such replay. */
    Optional<UUID> findReplayed(ReplayOf replay) {
        return count("id = ?1 and replayKey = ?2", replay.entry(), replay.key()) == 0
                ? Optional.empty()
                : Optional.of(replay.entry());
    }

    /** Stores that an entry was sent again. */
    void markReplayed(UUID id) {
        update("replayedAt = instant, replays = replays + 1 where id = ?1", id);
    }

    void markSettled(List<UUID> ids) {
        sql.update("update quarantine set settled_at = now() where id = any (?)", ids);
    }

    /** Returns the number of entries in {@code [from, to)} that are missing from the numbers. */
    long countMissing(Instant from, Instant to) {
        return sql.query("""
                        select count(*) as missing from quarantine
                        where settled_at is null and coalesce(time, quarantined_at) >= ?
                        and coalesce(time, quarantined_at) < ?
                        """, row -> row.getLong("missing"), from, to).get(0);
    }

    /** Returns the number of entries that are missing from the numbers. */
    long countMissing() {
        return count("settledAt is null");
    }

    /** Deletes the entries that were quarantined before a point in time. */
    long deleteBefore(Instant before) {
        return delete("quarantinedAt < ?1", before);
    }
}
