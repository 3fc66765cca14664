package dev.milepost.events.scaffolder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tasks whose events were sent. */
@ApplicationScoped
class SentTaskRepository {

    /** How long a task is awaited. The scaffolder ends tasks that have no heartbeat for a day. */
    static final Duration KEPT = Duration.ofDays(30);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sql sql;
    private final Clock clock;

    SentTaskRepository(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** @param end the end whose event was sent; null if none was */
    record SentTask(String id, @Nullable String end) {}

    /** Returns the sent ones of some tasks, by id. */
    Map<String, SentTask> find(String install, Collection<String> ids) {
        var found = new HashMap<String, SentTask>();
        sql.query(
                "select task_id, reported_end from scaffolder_task where install = ? and task_id = any (?::text[])",
                row -> found.put(row.getString("task_id"), sent(row)),
                install,
                ids);
        return found;
    }

    /** Returns tasks that have not ended, oldest first. */
    List<String> findUnfinished(String install, int limit) {
        return sql.query(
                """
                select task_id from scaffolder_task where install = ? and reported_end is null and created_at > ?
                order by created_at, task_id limit ?
                """, row -> row.getString("task_id"), install, clock.instant().minus(KEPT), limit);
    }

    /** Returns when the oldest task was created that has not ended. */
    Optional<Instant> findOldestUnfinished(String install) {
        return sql.query(
                        """
                        select min(created_at) as created_at from scaffolder_task
                        where install = ? and reported_end is null and created_at > ?
                        """,
                        row -> Optional.ofNullable(Sql.instant(row, "created_at")),
                        install,
                        clock.instant().minus(KEPT))
                .get(0);
    }

    /** @param end the end whose event was sent; null if the task has not ended, or was begun again */
    void save(String install, ScaffolderTask task, @Nullable String end) {
        sql.update("""
                insert into scaffolder_task (install, task_id, seen_at, created_at, reported_end) values (?, ?, ?, ?, ?)
                on conflict on constraint scaffolder_task_pk do update set
                    seen_at = excluded.seen_at, reported_end = excluded.reported_end
                """, install, task.id(), clock.instant(), task.createdAt(), end);
    }

    void delete(String install, String id) {
        sql.update("delete from scaffolder_task where install = ? and task_id = ?", install, id);
    }

    /** Deletes tasks that have ended and are older than what is read, and those that are too old. */
    void deleteRead(String install, Instant until) {
        sql.update(
                """
                delete from scaffolder_task
                where install = ? and (created_at < ? and reported_end is not null or seen_at < ? and created_at < ?)
                """,
                install,
                until,
                clock.instant().minus(KEPT),
                clock.instant().minus(KEPT));
    }

    /** Keeps the begin of a task from Kafka. Returns an end that arrived before it. */
    Optional<JsonNode> saveStarted(String install, String id, Instant createdAt, JsonNode started) {
        return swap("""
                insert into scaffolder_task as t (install, task_id, seen_at, created_at, started)
                values (?, ?, ?, ?, ?::jsonb)
                on conflict on constraint scaffolder_task_pk do update set seen_at = excluded.seen_at, started = excluded.started
                returning ended::text as other
                """, install, id, createdAt, started);
    }

    /** Keeps an end of a task from Kafka. Returns the begin if it has arrived. */
    Optional<JsonNode> saveEnded(String install, String id, Instant createdAt, JsonNode ended) {
        return swap("""
                insert into scaffolder_task as t (install, task_id, seen_at, created_at, ended)
                values (?, ?, ?, ?, ?::jsonb)
                on conflict on constraint scaffolder_task_pk do update set seen_at = excluded.seen_at, ended = excluded.ended
                returning started::text as other
                """, install, id, createdAt, ended);
    }

    private Optional<JsonNode> swap(String statement, String install, String id, Instant createdAt, JsonNode value) {
        return sql.query(
                        statement,
                        row -> Optional.ofNullable(row.getString("other")).map(SentTaskRepository::json),
                        install,
                        id,
                        clock.instant(),
                        createdAt,
                        value.toString())
                .get(0);
    }

    /** Deletes tasks from Kafka that are too old. */
    void deleteOld(String install) {
        sql.update(
                "delete from scaffolder_task where install = ? and seen_at < ?",
                install,
                clock.instant().minus(KEPT));
    }

    private static SentTask sent(ResultSet row) throws SQLException {
        return new SentTask(Objects.requireNonNull(row.getString("task_id")), row.getString("reported_end"));
    }

    private static JsonNode json(String stored) {
        try {
            return JSON.readTree(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored JSON can be read", e);
        }
    }
}
