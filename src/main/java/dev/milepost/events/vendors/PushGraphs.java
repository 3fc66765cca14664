package dev.milepost.events.vendors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.events.contract.Envelope;
import dev.milepost.events.vendors.GitHubApiFailure.Kind;
import dev.milepost.events.vendors.GitHubEventDrafts.GitHubEventDraft;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.sql.Sql;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The exact commit graphs of pushes. A push is kept when it is delivered and read from GitHub's API later, so that neither
 * the answer to the delivery nor its events wait for it. What cannot be read stays as the delivery said it.
 */
@ApplicationScoped
public class PushGraphs {

    private static final Logger LOG = Logger.getLogger(PushGraphs.class);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** How long a push is kept that cannot be read. */
    private static final Duration KEPT = Duration.ofDays(3);

    /** How long reading one push may take before another process reads it again. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** How often a push is read that GitHub refuses. It may not have the commits of a push at once. */
    private static final int MOST_REFUSALS = 3;

    /** The begins of branches that are read for one push, each by a request. */
    private static final int MOST_FORKS = 20;

    private static final int EVENTS_AT_ONCE = 1_000;

    private final GitHubApi api;
    private final Sql sql;
    private final Clock clock;
    private final MeterRegistry meters;

    PushGraphs(GitHubApi api, Sql sql, Clock clock, MeterRegistry meters) {
        this.api = api;
        this.sql = sql;
        this.clock = clock;
        this.meters = meters;
    }

    private record ClaimedRequest(GraphRequest request, int attempts) {}

    /** Keeps a push to be read, if a token is configured. */
    void request(Payload push, GitHubRepository repository, List<GitHubEventDraft> drafts, ServicesByFolder services) {
        if (api.serves(repository)) {
            GraphRequest.of(push, repository, drafts, services).ifPresent(this::keep);
        }
    }

    private void keep(GraphRequest request) {
        var now = clock.instant();
        sql.update(
                """
                insert into github_push (repository, before_sha, after_sha, content, attempts, due_at, received_at)
                values (?, ?, ?, ?, 0, ?, ?) on conflict do nothing
                """,
                request.repository(),
                request.before(),
                request.after(),
                request.toJson().toString(),
                now,
                now);
    }

    /** Whether pushes are read at all. */
    public boolean areRead() {
        return api.hasToken();
    }

    /**
     * Reads the push that waits longest.
     *
     * @param ingest takes events; throws a {@link ProblemException} if it cannot
     * @return whether the next one can be read at once
     */
    public boolean readNext(Consumer<List<Envelope>> ingest) {
        deleteOld();
        return claim().map(claimed -> read(claimed, ingest)).orElse(false);
    }

    private void deleteOld() {
        int expired = sql.update(
                "delete from github_push where received_at < ?", clock.instant().minus(KEPT));
        if (expired > 0) {
            count("expired", expired);
        }
    }

    private Optional<ClaimedRequest> claim() {
        var now = clock.instant();
        return sql
                .query(
                        """
                        update github_push set attempts = attempts + 1, due_at = ?
                        where (repository, before_sha, after_sha) in (
                            select repository, before_sha, after_sha from github_push
                            where due_at <= ? order by due_at limit 1 for update skip locked)
                        returning repository, before_sha, after_sha, content, attempts
                        """,
                        row -> new ClaimedRequest(
                                GraphRequest.of(
                                        row.getString("repository"),
                                        row.getString("before_sha"),
                                        row.getString("after_sha"),
                                        json(row.getString("content"))),
                                row.getInt("attempts")),
                        now.plus(LEASE),
                        now)
                .stream()
                .findFirst();
    }

    private static JsonNode json(String stored) {
        try {
            return JSON.readTree(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored JSON can be read", e);
        }
    }

    private boolean read(ClaimedRequest claimed, Consumer<List<Envelope>> ingest) {
        var request = claimed.request();
        try {
            var graph = api.compare(request.slug(), request.before(), request.after());
            var forks = new ArrayList<GraphCommit>();
            for (var fork : request.forks(graph).stream().limit(MOST_FORKS).toList()) {
                forks.add(api.commit(request.slug(), fork));
            }
            ingestInParts(request, graph, forks, ingest);
            delete(request);
            count("read", 1);
            return true;
        } catch (GitHubApiFailure failure) {
            return postpone(claimed, failure);
        } catch (ProblemException failure) {
            return postpone(claimed, new GitHubApiFailure(Kind.UNAVAILABLE, String.valueOf(failure.getMessage())));
        }
    }

    private void ingestInParts(
            GraphRequest request, List<GraphCommit> graph, List<GraphCommit> forks, Consumer<List<Envelope>> ingest) {
        var part = new ArrayList<Envelope>();
        for (var all : List.of(request.forkEvents(forks, clock.instant()), request.events(graph))) {
            all.forEach(event -> {
                part.add(event);
                if (part.size() == EVENTS_AT_ONCE) {
                    ingest.accept(List.copyOf(part));
                    part.clear();
                }
            });
        }
        if (!part.isEmpty()) {
            ingest.accept(part);
        }
    }

    /** Returns whether other pushes can be read meanwhile. */
    private boolean postpone(ClaimedRequest claimed, GitHubApiFailure failure) {
        var request = claimed.request();
        count(failure.kind().name().toLowerCase(Locale.ROOT), 1);
        if (failure.kind() == Kind.REFUSED && claimed.attempts() >= MOST_REFUSALS) {
            LOG.warnf(
                    "The commits of a push to %s cannot be read from GitHub. They stay as the delivery lists them: %s",
                    request.repository(), failure.getMessage());
            delete(request);
            return true;
        }
        var until = failure.retryAt().orElseGet(() -> clock.instant().plus(pause(claimed.attempts())));
        LOG.debugf(
                "The commits of a push to %s are read from GitHub later: %s",
                request.repository(), failure.getMessage());
        postpone(request, until);
        return failure.kind() == Kind.REFUSED;
    }

    private static Duration pause(int attempts) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void postpone(GraphRequest request, Instant until) {
        sql.update(
                "update github_push set due_at = ? where repository = ? and before_sha = ? and after_sha = ?",
                until,
                request.repository(),
                request.before(),
                request.after());
    }

    private void delete(GraphRequest request) {
        sql.update(
                "delete from github_push where repository = ? and before_sha = ? and after_sha = ?",
                request.repository(),
                request.before(),
                request.after());
    }

    private void count(String outcome, int pushes) {
        meters.counter("milepost.github.graphs", "outcome", outcome).increment(pushes);
    }
}
