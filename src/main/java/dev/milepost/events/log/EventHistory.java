package dev.milepost.events.log;

import dev.milepost.events.contract.EventReader;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.platform.sql.Rows;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Queries the events in the log, within retention. The result of a query is limited by the bytes of the bodies and by
 * the number of events.
 */
@ApplicationScoped
@Transactional
public class EventHistory {

    // Each branch uses its own index: an "or" over these columns would scan the whole log.
    private static final String ABOUT = """
            select * from event where correlation_id = ? union all
            select * from event where commit_sha = ? union all
            select * from event where deployment_id = ? union all
            select * from event where pipeline_run_id = ? union all
            select * from event where pull_request = ?
            order by time, identity limit ?
            """;

    private static final String BY_IDENTITY = """
            select event.*
            from unnest(?::text[], ?::timestamptz[], ?::uuid[]) as asked (service, time, identity)
            join event using (service, time, identity)
            """;

    /** The limit for the bodies of one response, and of one correlation query, in bytes. */
    private static final long MOST_BYTES = 2 << 20;

    private static final String BYTES =
            "coalesce(octet_length(data), 0) + coalesce(octet_length(extensions::text), 0) + 500";

    private static final String OLDEST_FIRST = "time, identity";

    private static final String LONGEST = "10s";

    private static final long LARGE = 128 << 10;

    private final Sql sql;
    private final EventReader reader;
    private final Lock largeBodies = new ReentrantLock();

    EventHistory(Sql sql, EventReader reader) {
        this.sql = sql;
        this.reader = reader;
    }

    /** Finds events, newest first. Returns fewer than the limit if their bodies are large. */
    public Rows<LoggedEvent> find(EventQuery query) {
        var statement = query.statement();
        return query(
                statement.sql(),
                "time desc, identity desc",
                row -> readOne(row, LoggedEvent::of),
                statement.values().toArray());
    }

    /**
     * Reads events whose correlation, commit, deployment, pipeline run or pull request is this id, oldest first. An event
     * of which several are this id can be read more than once.
     */
    public void readAbout(String id, int limit, Consumer<GoldenEvent> visitor) {
        read(ABOUT, visitor, id, id, id, id, id, limit);
    }

    /** Reads events by service and commit, oldest first. The two lists are pairs. */
    public void readByCommit(List<String> services, List<String> commits, int limit, Consumer<GoldenEvent> visitor) {
        readBy("commit_sha", services, commits, limit, visitor);
    }

    /** Reads events by service and deployment, oldest first. The two lists are pairs. */
    public void readByDeployment(
            List<String> services, List<String> deployments, int limit, Consumer<GoldenEvent> visitor) {
        readBy("deployment_id", services, deployments, limit, visitor);
    }

    /** Reads events by service and pull request ({@code repository!pr}), oldest first. The two lists are pairs. */
    public void readByPullRequest(
            List<String> services, List<String> pullRequests, int limit, Consumer<GoldenEvent> visitor) {
        readBy("pull_request", services, pullRequests, limit, visitor);
    }

    /** Reads events by service and pipeline run, oldest first. The two lists are pairs. */
    public void readByPipelineRun(List<String> services, List<String> runs, int limit, Consumer<GoldenEvent> visitor) {
        readBy("pipeline_run_id", services, runs, limit, visitor);
    }

    /** Reads events with these correlations, oldest first. */
    public void readByCorrelation(List<String> correlations, int limit, Consumer<GoldenEvent> visitor) {
        read(
                "select * from event where correlation_id = any (?) order by time, identity limit ?",
                visitor,
                correlations,
                limit);
    }

    /** Reads events by identity. The log is searched by service and time. The three lists are triples. */
    public void readByIdentity(
            List<String> services, List<Instant> times, List<UUID> identities, Consumer<GoldenEvent> visitor) {
        read(BY_IDENTITY, visitor, services, times, identities);
    }

    /** Finds an event by identity. The log is searched by service and time. */
    public Optional<GoldenEvent> findByIdentity(String service, Instant time, UUID identity) {
        return query(
                        BY_IDENTITY,
                        OLDEST_FIRST,
                        row -> new StoredEvent(row, reader),
                        List.of(service),
                        List.of(time),
                        List.of(identity))
                .rows()
                .stream()
                .findFirst()
                .map(StoredEvent::read);
    }

    /** The visitor receives one event at a time, so that no more than the tree of one body is in memory. */
    private void read(String statement, Consumer<GoldenEvent> visitor, @Nullable Object... values) {
        Sql.Row<Boolean> visit = row -> readOne(row, event -> {
            visitor.accept(event);
            return true;
        });
        query(statement, OLDEST_FIRST, visit, values);
    }

    /**
     * Limits the bytes and the time of a query. Without the limit, a filter that few events match, such as a rare type,
     * would read the whole log along its index by time, and keep a connection as long.
     */
    private <T> Rows<T> query(String statement, String order, Sql.Row<T> row, @Nullable Object... values) {
        var usual = sql.query("select current_setting('statement_timeout')", setting -> setting.getString(1))
                .get(0);
        limitTime(LONGEST);
        var found = sql.queryWithin(MOST_BYTES, statement, order, BYTES, row, values);
        limitTime(usual);
        return found;
    }

    /** Until the transaction ends. */
    private void limitTime(String time) {
        sql.query("select set_config('statement_timeout', ?, true)", setting -> setting.getString(1), time);
    }

    /** Reads large bodies one at a time: the tree of one body may briefly need forty times its size in heap. */
    private <T> T readOne(ResultSet row, Function<GoldenEvent, T> mapper) throws SQLException {
        var stored = new StoredEvent(row, reader);
        if (row.getLong("bytes_until") < LARGE) {
            return mapper.apply(stored.read());
        }
        largeBodies.lock();
        try {
            return mapper.apply(stored.read());
        } finally {
            largeBodies.unlock();
        }
    }

    private void readBy(
            String column, List<String> services, List<String> ids, int limit, Consumer<GoldenEvent> visitor) {
        read("""
                select event.*
                from unnest(?::text[], ?::text[]) as asked (service, id)
                join event on event.service = asked.service and event.%s = asked.id
                order by time, identity
                limit ?
                """.formatted(column), visitor, services, ids, limit);
    }
}
