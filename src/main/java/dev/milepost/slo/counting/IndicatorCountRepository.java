package dev.milepost.slo.counting;

import dev.milepost.events.log.EventQuery.LogPosition;
import dev.milepost.platform.sql.Sql;
import dev.milepost.slo.counting.SloCounts.Suspension;
import dev.milepost.slo.definitions.SloDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stores the indicator counts and the progress of their backfills. */
@ApplicationScoped
class IndicatorCountRepository {

    // Locks all pending indicator counts at the position of the first one. Rows that another replica has locked are
    // skipped.
    private static final String LOCK = """
            with first as (
                select id, read_time, read_identity from slo_indicator
                where not complete and not dropped
                  and id not in (select indicator from slo_suspension where active)
                order by id for no key update skip locked limit 1)
            select r.id, r.read_time, r.read_identity from slo_indicator as r, first
            where not r.complete and not r.dropped
              and r.id not in (select indicator from slo_suspension where active)
              and r.read_time is not distinct from first.read_time
              and r.read_identity is not distinct from first.read_identity
            order by r.id for no key update of r skip locked
            """;

    private static final String LOCK_ONE = """
            select id, read_time, read_identity from slo_indicator
            where digest = ? and not complete and not dropped
              and id not in (select indicator from slo_suspension where active)
            for no key update
            """;

    // The suspended indicator count of whose log the least has been read.
    private static final String LOCK_SUSPENDED = """
            select r.id, r.read_time, r.read_identity
            from slo_indicator as r join slo_suspension as s on s.indicator = r.id and s.active
            where not r.complete and not r.dropped
            order by r.read_time desc nulls first, r.id limit 1 for no key update of r skip locked
            """;
    private static final String DELETE_DROPPED_BATCH = """
            delete from %1$s where ctid = any (array(select ctid from %1$s where indicator = ? limit 10000))
            """;

    private static final String ACTIVE = """
            select id, id not in (select indicator from slo_suspension where active) from slo_indicator
            where not dropped order by id
            """;
    private static final String ROWS = """
            select r.id, r.digest, r.complete, r.read_time, r.counted_since, s.suspended_at, s.resume_at
            from slo_indicator as r left join slo_suspension as s on s.indicator = r.id and s.active
            where not r.dropped
            """;

    private final Sql sql;
    private final Map<Integer, IndicatorCount> compiled = new ConcurrentHashMap<>();

    IndicatorCountRepository(Sql sql) {
        this.sql = sql;
    }

    /**
     * @param readBackTo how far back the log has been read; null if reading has not started
     * @param suspension null unless new events are not counted
     */
    record Row(
            int id,
            String digest,
            boolean complete,
            @Nullable Instant readBackTo,
            @Nullable Instant countedSince,
            @Nullable Suspension suspension) {

        Row(int id, String digest, boolean complete, @Nullable Instant readBackTo, @Nullable Instant countedSince) {
            this(id, digest, complete, readBackTo, countedSince, null);
        }
    }

    /** The indicator counts whose backfill continues at the same position, locked until the transaction ends. */
    record PendingBackfill(List<Integer> ids, @Nullable LogPosition after) {}

    private record Locked(int id, @Nullable LogPosition place) {}

    /** Returns the indicator counts that new events are counted for. */
    List<IndicatorCount> findActive() {
        var rows = sql.query(ACTIVE, row -> Map.entry(row.getInt(1), row.getBoolean(2)));
        compiled.keySet().retainAll(rows.stream().map(Map.Entry::getKey).collect(Collectors.toSet()));
        return find(
                rows.stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList());
    }

    /** Returns indicator counts by id. They never change, so they are cached. */
    List<IndicatorCount> find(List<Integer> ids) {
        var unknown = ids.stream().filter(id -> !compiled.containsKey(id)).toList();
        if (!unknown.isEmpty()) {
            sql.query(
                            "select id, documents from slo_indicator where id = any (?)",
                            row -> new IndicatorCount(
                                    row.getInt("id"),
                                    SloDefinition.parse(row.getString("documents"), 0)
                                            .slo()
                                            .indicator()),
                            unknown)
                    .forEach(indicatorCount -> compiled.put(indicatorCount.id(), indicatorCount));
        }
        return ids.stream().flatMap(id -> Stream.ofNullable(compiled.get(id))).toList();
    }

    List<Row> rows() {
        return sql.query(ROWS, IndicatorCountRepository::row);
    }

    int add(String digest, SloDefinition slo, Instant now) {
        return sql.query("""
                insert into slo_indicator (digest, documents, began_at) values (?, ?, ?) returning id
                """, row -> row.getInt(1), digest, slo.json(), now).get(0);
    }

    PendingBackfill lockPendingBackfill() {
        return pending(sql.query(LOCK, IndicatorCountRepository::locked));
    }

    /** Locks one suspended indicator count whose backfill is pending. */
    PendingBackfill lockSuspendedBackfill() {
        return pending(sql.query(LOCK_SUSPENDED, IndicatorCountRepository::locked));
    }

    /**
     * Locks the indicator count with a digest, if its backfill is pending.
     *
     * @param wait how long it waits for another transaction, before the query fails
     */
    PendingBackfill lockPendingBackfill(String digest, Duration wait) {
        sql.query("select set_config('lock_timeout', ?, true)", row -> 0, Math.max(1, wait.toMillis()) + "ms");
        var locked = sql.query(LOCK_ONE, IndicatorCountRepository::locked, digest);
        sql.update("set local lock_timeout to default");
        return pending(locked);
    }

    private static PendingBackfill pending(List<Locked> locked) {
        return new PendingBackfill(
                locked.stream().map(Locked::id).toList(),
                locked.isEmpty() ? null : locked.get(0).place());
    }

    void saveProgress(List<Integer> ids, LogPosition place) {
        sql.update(
                "update slo_indicator set read_time = ?, read_identity = ? where id = any (?)",
                place.time(),
                place.identity(),
                ids);
    }

    void complete(List<Integer> ids, @Nullable Instant countedSince) {
        sql.update("update slo_indicator set complete = true, counted_since = ? where id = any (?)", countedSince, ids);
    }

    void drop(Collection<Integer> ids) {
        if (!ids.isEmpty()) {
            sql.update("update slo_indicator set dropped = true where id = any (?)", List.copyOf(ids));
        }
    }

    /** Deletes a batch of a dropped indicator count in the current transaction. Returns false if none is left. */
    boolean deleteDroppedBatch() {
        var dropped = sql.query("""
                select id from slo_indicator where dropped order by id limit 1 for update skip locked
                """, row -> row.getInt(1));
        if (dropped.isEmpty()) {
            return false;
        }
        int id = dropped.get(0);
        int cleared = sql.update(DELETE_DROPPED_BATCH.formatted("slo_outcome"), id)
                + sql.update(DELETE_DROPPED_BATCH.formatted("slo_count"), id);
        if (cleared == 0) {
            sql.update("delete from slo_indicator where id = ?", id);
        }
        return true;
    }

    private static Row row(ResultSet row) throws SQLException {
        var suspendedAt = Sql.instant(row, "suspended_at");
        return new Row(
                row.getInt("id"),
                row.getString("digest"),
                row.getBoolean("complete"),
                Sql.instant(row, "read_time"),
                Sql.instant(row, "counted_since"),
                suspendedAt == null
                        ? null
                        : new Suspension(suspendedAt, Objects.requireNonNull(Sql.instant(row, "resume_at"))));
    }

    private static Locked locked(ResultSet row) throws SQLException {
        var time = Sql.instant(row, "read_time");
        return new Locked(
                row.getInt("id"),
                time == null
                        ? null
                        : new LogPosition(time, Objects.requireNonNull(row.getObject("read_identity", UUID.class))));
    }
}
