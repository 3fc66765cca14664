package dev.milepost.events.log;

import dev.milepost.events.golden.GoldenEvent;
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

/**
 * The events in the log, as far back as retention reaches. What one question finds is bounded by the bytes of its bodies,
 * beside the number of events.
 */
@ApplicationScoped
@Transactional
public class EventHistory {

    // One index each: an "or" over these columns would read the whole log.
    private static final String ABOUT = """
            select * from event where correlation_id = ? union all
            select * from event where commit_sha = ? union all
            select * from event where deployment_id = ? union all
            select * from event where pipeline_run_id = ? union all
            select * from event where pull_request = ?
            order by time, identity limit ?
            """;

    /** Of the bodies that one answer shows, and of those that one question of a correlation reads. */
    private static final long MOST_BYTES = 2 << 20;

    private static final String BYTES =
            "coalesce(octet_length(data), 0) + coalesce(octet_length(extensions::text), 0) + 500";

    private static final String OLDEST_FIRST = "time, identity";

    private static final long LARGE = 128 << 10;

    private final Sql sql;
    private final EventRowMapper events;
    private final Lock one = new ReentrantLock();

    EventHistory(DataSource database, EventRowMapper events) {
        this.sql = new Sql(database);
        this.events = events;
    }

    /** Events, newest first; fewer than are asked for where their bodies are large. */
    public Rows<LoggedEvent> find(EventQuery query) {
        var statement = query.statement();
        return sql.queryWithin(
                MOST_BYTES,
                statement.sql(),
                "time desc, identity desc",
                BYTES,
                this::logged,
                statement.values().toArray());
    }

    /** Events that carry an id as their correlation, commit, deployment, pipeline run or pull request, oldest first. */
    public List<GoldenEvent> findAbout(String id, int limit) {
        return sql
                .queryWithin(MOST_BYTES, ABOUT, OLDEST_FIRST, BYTES, events::read, id, id, id, id, id, limit)
                .rows()
                .stream()
                .distinct()
                .toList();
    }

    /** Events that name commits of services, oldest first; the two lists are pairs. */
    public List<GoldenEvent> findByCommit(List<String> services, List<String> commits, int limit) {
        return findBy("commit_sha", services, commits, limit);
    }

    /** Events that name deployments of services, oldest first; the two lists are pairs. */
    public List<GoldenEvent> findByDeployment(List<String> services, List<String> deployments, int limit) {
        return findBy("deployment_id", services, deployments, limit);
    }

    /** Events that name pull requests ({@code repository!pr}) of services, oldest first; the two lists are pairs. */
    public List<GoldenEvent> findByPullRequest(List<String> services, List<String> pullRequests, int limit) {
        return findBy("pull_request", services, pullRequests, limit);
    }

    /** Events that name pipeline runs of services, oldest first; the two lists are pairs. */
    public List<GoldenEvent> findByPipelineRun(List<String> services, List<String> runs, int limit) {
        return findBy("pipeline_run_id", services, runs, limit);
    }

    /** Events that carry these correlations, oldest first. */
    public List<GoldenEvent> findByCorrelation(List<String> correlations, int limit) {
        return sql.queryWithin(
                        MOST_BYTES,
                        "select * from event where correlation_id = any (?) order by time, identity limit ?",
                        OLDEST_FIRST,
                        BYTES,
                        events::read,
                        correlations,
                        limit)
                .rows();
    }

    /** Events of known identities; service and time are what the log is searched by. The three lists are triples. */
    public List<GoldenEvent> findByIdentity(List<String> services, List<Instant> times, List<UUID> identities) {
        return sql.queryWithin(MOST_BYTES, """
                select event.*
                from unnest(?::text[], ?::timestamptz[], ?::uuid[]) as asked (service, time, identity)
                join event using (service, time, identity)
                """, OLDEST_FIRST, BYTES, events::read, services, times, identities)
                .rows();
    }

    /** Of large bodies one after the other, since the tree of one may take thirty times the heap for a moment. */
    private LoggedEvent logged(ResultSet row) throws SQLException {
        if (row.getLong("bytes_until") < LARGE) {
            return LoggedEvent.of(events.read(row));
        }
        one.lock();
        try {
            return LoggedEvent.of(events.read(row));
        } finally {
            one.unlock();
        }
    }

    private List<GoldenEvent> findBy(String column, List<String> services, List<String> ids, int limit) {
        return sql.queryWithin(
                        MOST_BYTES, """
                select event.*
                from unnest(?::text[], ?::text[]) as asked (service, id)
                join event on event.service = asked.service and event.%s = asked.id
                order by time, identity
                limit ?
                """.formatted(column), OLDEST_FIRST, BYTES, events::read, services, ids, limit)
                .rows();
    }
}
