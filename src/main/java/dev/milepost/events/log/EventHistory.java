package dev.milepost.events.log;

import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.platform.sql.Rows;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
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

    /** The limit for the bodies of one response, and of one correlation query, in bytes. */
    private static final long MOST_BYTES = 2 << 20;

    private static final String BYTES =
            "coalesce(octet_length(data), 0) + coalesce(octet_length(extensions::text), 0) + 500";

    private static final String OLDEST_FIRST = "time, identity";

    private static final String LONGEST = "10s";

    private static final long LARGE = 128 << 10;

    private final Sql sql;
    private final EventRowMapper events;
    private final Lock largeBodies = new ReentrantLock();

    EventHistory(DataSource database, EventRowMapper events) {
        this.sql = new Sql(database);
        this.events = events;
    }

    /** Finds events, newest first. Returns fewer than the limit if their bodies are large. */
    public Rows<LoggedEvent> find(EventQuery query) {
        var statement = query.statement();
        return query(
                statement.sql(),
                "time desc, identity desc",
                this::logged,
                statement.values().toArray());
    }

    /** Finds events whose correlation, commit, deployment, pipeline run or pull request is this id, oldest first. */
    public List<GoldenEvent> findAbout(String id, int limit) {
        return query(ABOUT, OLDEST_FIRST, events::read, id, id, id, id, id, limit).rows().stream()
                .distinct()
                .toList();
    }

    /** Finds events by service and commit, oldest first. The two lists are pairs. */
    public List<GoldenEvent> findByCommit(List<String> services, List<String> commits, int limit) {
        return findBy("commit_sha", services, commits, limit);
    }

    /** Finds events by service and deployment, oldest first. The two lists are pairs. */
    public List<GoldenEvent> findByDeployment(List<String> services, List<String> deployments, int limit) {
        return findBy("deployment_id", services, deployments, limit);
    }

    /** Finds events by service and pull request ({@code repository!pr}), oldest first. The two lists are pairs. */
    public List<GoldenEvent> findByPullRequest(List<String> services, List<String> pullRequests, int limit) {
        return findBy("pull_request", services, pullRequests, limit);
    }

    /** Finds events by service and pipeline run, oldest first. The two lists are pairs. */
    public List<GoldenEvent> findByPipelineRun(List<String> services, List<String> runs, int limit) {
        return findBy("pipeline_run_id", services, runs, limit);
    }

    /** Finds events with these correlations, oldest first. */
    public List<GoldenEvent> findByCorrelation(List<String> correlations, int limit) {
        return query(
                        "select * from event where correlation_id = any (?) order by time, identity limit ?",
                        OLDEST_FIRST,
                        events::read,
                        correlations,
                        limit)
                .rows();
    }

    /** Finds events by identity. The log is searched by service and time. The three lists are triples. */
    public List<GoldenEvent> findByIdentity(List<String> services, List<Instant> times, List<UUID> identities) {
        return query(
                        """
                select event.*
                from unnest(?::text[], ?::timestamptz[], ?::uuid[]) as asked (service, time, identity)
                join event using (service, time, identity)
                """, OLDEST_FIRST, events::read, services, times, identities)
                .rows();
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

    /** Parses large bodies one at a time: the tree of one body may briefly need thirty times its size in heap. */
    private LoggedEvent logged(ResultSet row) throws SQLException {
        if (row.getLong("bytes_until") < LARGE) {
            return LoggedEvent.of(events.read(row));
        }
        largeBodies.lock();
        try {
            return LoggedEvent.of(events.read(row));
        } finally {
            largeBodies.unlock();
        }
    }

    private List<GoldenEvent> findBy(String column, List<String> services, List<String> ids, int limit) {
        return query(
                        """
                select event.*
                from unnest(?::text[], ?::text[]) as asked (service, id)
                join event on event.service = asked.service and event.%s = asked.id
                order by time, identity
                limit ?
                """.formatted(column), OLDEST_FIRST, events::read, services, ids, limit)
                .rows();
    }
}
