package dev.milepost.security.erasure;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The jobs. They are computed in parts, so their rows are SQL. */
@ApplicationScoped
class ErasureRepository {

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);
    private static final String COLUMNS = """
            id, kind, subject, requested_by, requested_at, completed_at, pass, step, position, found, barrier, failure
            """;

    private final Sql sql;

    ErasureRepository(Sql sql) {
        this.sql = sql;
    }

    /** @param step the step that runs; null before the first of the pass */
    record Job(
            UUID id,
            ErasureKind kind,
            String subject,
            String requestedBy,
            Instant requestedAt,
            @Nullable Instant completedAt,
            int pass,
            @Nullable String step,
            @Nullable String position,
            boolean found,
            @Nullable String barrier,
            @Nullable String failure) {}

    /** What a step did. */
    record StepChange(String step, long read, long changed, long kept) {}

    void insert(UUID id, ErasureKind kind, String subject, String requestedBy, Instant now) {
        sql.update(
                "insert into erasure (id, kind, subject, requested_by, requested_at) values (?, ?, ?, ?, ?)",
                id,
                kind.text(),
                subject,
                requestedBy,
                now);
    }

    Optional<Job> findOpen(ErasureKind kind, String subject) {
        return sql
                .query(
                        "select " + COLUMNS
                                + "from erasure where completed_at is null and kind = ? and subject = ? order by requested_at limit 1",
                        ErasureRepository::job,
                        kind.text(),
                        subject)
                .stream()
                .findFirst();
    }

    Optional<Job> find(UUID id) {
        return sql.query("select " + COLUMNS + "from erasure where id = ?", ErasureRepository::job, id).stream()
                .findFirst();
    }

    /** Finds jobs before a place in the list, newest first. */
    List<Job> find(Instant before, UUID beforeId, int limit) {
        return sql.query(
                "select " + COLUMNS
                        + "from erasure where (requested_at, id) < (?, ?) order by requested_at desc, id desc limit ?",
                ErasureRepository::job,
                before,
                beforeId,
                limit);
    }

    List<StepChange> findChanges(UUID id) {
        return sql.query(
                "select step, read, changed, kept from erasure_change where erasure = ? order by step",
                row -> new StepChange(
                        row.getString("step"), row.getLong("read"), row.getLong("changed"), row.getLong("kept")),
                id);
    }

    /** Locks the oldest job that no other replica runs and that is not paused. */
    Optional<Job> lockNext(Instant now) {
        return sql.query("select " + COLUMNS + """
                        from erasure where completed_at is null and (retry_at is null or retry_at <= ?)
                        order by requested_at limit 1 for update skip locked
                        """, ErasureRepository::job, now).stream()
                .findFirst();
    }

    /** Stores which transactions the pass must wait for: those that began to write before this one, by their ids. */
    void setBarrier(UUID id) {
        sql.update("update erasure set barrier = pg_current_xact_id()::text where id = ?", id);
    }

    boolean hasPassed(String barrier) {
        return sql.query(
                        "select pg_snapshot_xmin(pg_current_snapshot()) >= ?::text::xid8 as passed",
                        row -> row.getBoolean("passed"),
                        barrier)
                .get(0);
    }

    /** Stores the progress after a part. */
    void advance(UUID id, @Nullable String step, @Nullable String position, boolean found) {
        sql.update("""
                update erasure set step = ?::text, position = ?::text, found = found or ?, failure = null, failures = 0, retry_at = null
                where id = ?
                """, step, position, found, id);
    }

    void add(UUID id, StepChange change) {
        sql.update("""
                insert into erasure_change as stored (erasure, step, read, changed, kept) values (?, ?, ?, ?, ?)
                on conflict on constraint erasure_change_pk do update set read = stored.read + excluded.read,
                    changed = stored.changed + excluded.changed, kept = stored.kept + excluded.kept
                """, id, change.step(), change.read(), change.changed(), change.kept());
    }

    void beginPass(UUID id, int pass) {
        sql.update("""
                update erasure set pass = ?, step = null, position = null, found = false, barrier = null where id = ?
                """, pass, id);
    }

    void pause(UUID id, Instant until) {
        sql.update("update erasure set retry_at = ? where id = ?", until, id);
    }

    void complete(UUID id, Instant now) {
        sql.update("update erasure set completed_at = ?, step = null, position = null where id = ?", now, id);
    }

    void fail(UUID id, String failure, Instant now) {
        sql.update(
                "update erasure set failure = ?, failures = failures + 1, retry_at = ? where id = ?",
                failure,
                now.plus(PAUSE_AFTER_FAILURE),
                id);
    }

    private static Job job(ResultSet row) throws SQLException {
        return new Job(
                row.getObject("id", UUID.class),
                ErasureKind.parse(row.getString("kind")),
                row.getString("subject"),
                row.getString("requested_by"),
                Objects.requireNonNull(Sql.instant(row, "requested_at")),
                Sql.instant(row, "completed_at"),
                row.getInt("pass"),
                row.getString("step"),
                row.getString("position"),
                row.getBoolean("found"),
                row.getString("barrier"),
                row.getString("failure"));
    }
}
