package dev.milepost.delivery.facts;

import dev.milepost.events.contract.EventOrder;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Queries for {@link ChainHistory}, each for many services at once.
 *
 * <p>Those that look for commits do so in a subquery with {@code offset 0}, so that the planner looks for each commit, and not
 * for each row of a table that it takes to be empty. The collation {@code "POSIX"} says which index is used; see the
 * tables.
 */
@ApplicationScoped
class ChainHistoryRepository {

    private final Sql sql;

    ChainHistoryRepository(Sql sql) {
        this.sql = sql;
    }

    /** A commit of a service. */
    record CommitKey(String service, String commit) implements Comparable<CommitKey> {

        private static final Comparator<CommitKey> ORDER =
                Comparator.comparing(CommitKey::service).thenComparing(CommitKey::commit);

        @Override
        public int hashCode() {
            return 31 * service.hashCode() + commit.hashCode();
        }

        @Override
        public int compareTo(CommitKey other) {
            return ORDER.compare(this, other);
        }
    }

    /** An environment of a service's tier. */
    record EnvironmentKey(String service, String tier, String environment) implements Comparable<EnvironmentKey> {

        private static final Comparator<EnvironmentKey> ORDER = Comparator.comparing(EnvironmentKey::service)
                .thenComparing(EnvironmentKey::tier)
                .thenComparing(EnvironmentKey::environment);

        @Override
        public int compareTo(EnvironmentKey other) {
            return ORDER.compare(this, other);
        }
    }

    /** The last deployment of an environment before its service's recomputation start. */
    record LastDeployment(EnvironmentKey environment, ChainHistory.PreviousDeployment deployment) {}

    /** A commit that was the head of a deployment to an environment. */
    record DeployedHead(EnvironmentKey environment, String commit) implements Comparable<DeployedHead> {

        private static final Comparator<DeployedHead> ORDER =
                Comparator.comparing(DeployedHead::environment).thenComparing(DeployedHead::commit);

        /** The size of its texts in memory, approximately. */
        long bytes() {
            return RecomputationMemory.bytes(
                    environment.service(), environment.tier(), environment.environment(), commit);
        }

        @Override
        public int compareTo(DeployedHead other) {
            return ORDER.compare(this, other);
        }
    }

    List<Change> findChanges(Collection<CommitKey> commits, RecomputationMemory memory) {
        return sql.queryInParts(
                """
                select change.*
                from unnest(?::text[], ?::text[]) as asked (service, commit_sha)
                cross join lateral (
                    select * from change
                    where change.service = asked.service and change.commit_sha = asked.commit_sha
                    offset 0
                ) change
                """,
                memory.taking(ChainHistoryRepository::change, Change::bytes),
                Sql.column(commits, CommitKey::service),
                Sql.column(commits, CommitKey::commit));
    }

    /** The changes of each service with a commit time in {@code (after, until]}; the lists are parallel. */
    List<Change> findCommittedBetween(
            Collection<String> services,
            Collection<Instant> after,
            Collection<Instant> until,
            RecomputationMemory memory) {
        return sql.queryInParts(
                """
                select change.*
                from unnest(?::text[], ?::timestamptz[], ?::timestamptz[]) as asked (service, after, until)
                join change on change.service collate "POSIX" = asked.service and committed_at > after
                    and committed_at <= until
                """, memory.taking(ChainHistoryRepository::change, Change::bytes), services, after, until);
    }

    /** The latest changes of a service that were committed at a time or earlier, at most {@code limit}. */
    List<Change> findCommittedUntil(String service, Instant until, int limit, RecomputationMemory memory) {
        return sql.queryInParts(
                """
                select * from change where service collate "POSIX" = ? and committed_at <= ?
                order by committed_at desc
                limit ?
                """, memory.taking(ChainHistoryRepository::change, Change::bytes), service, until, limit);
    }

    /** The tiers in which the commits were delivered before their service's recomputation start. */
    List<DeliveredChange.TierCommit> findDelivered(
            Collection<CommitKey> commits, RecomputationStarts moments, RecomputationMemory memory) {
        return sql.queryInParts(
                """
                select service, tier, commit_sha
                from unnest(?::text[], ?::text[], ?::timestamptz[]) as asked (service, commit_sha, moment)
                cross join lateral (
                    select tier, delivered_at from delivery
                    where delivery.service = asked.service and delivery.commit_sha = asked.commit_sha
                    offset 0
                ) delivery
                where delivered_at < moment
                """,
                memory.taking(ChainHistoryRepository::commit, DeliveredChange.TierCommit::bytes),
                Sql.column(commits, CommitKey::service),
                Sql.column(commits, CommitKey::commit),
                Sql.column(commits, commit -> moments.startOf(commit.service())));
    }

    /**
     * The environments in which the commits were the head of a successful deployment before their service's
     * recomputation start.
     */
    List<DeployedHead> findDeployedHeads(
            Collection<CommitKey> commits, RecomputationStarts moments, RecomputationMemory memory) {
        return sql.queryInParts(
                """
                select distinct service, tier, environment, commit_sha
                from unnest(?::text[], ?::text[], ?::timestamptz[]) as asked (service, commit_sha, moment)
                cross join lateral (
                    select tier, environment, finished_at from deployment
                    where deployment.service collate "POSIX" = asked.service
                        and deployment.commit_sha = asked.commit_sha and status = 'success'
                    offset 0
                ) deployment
                where finished_at < moment
                """,
                memory.taking(
                        row -> new DeployedHead(environmentKey(row), row.getString("commit_sha")), DeployedHead::bytes),
                Sql.column(commits, CommitKey::service),
                Sql.column(commits, CommitKey::commit),
                Sql.column(commits, commit -> moments.startOf(commit.service())));
    }

    /** The tiers in which the commits were reached from a deployed head before their service's recomputation start. */
    List<DeliveredChange.TierCommit> findReached(
            Collection<CommitKey> commits, RecomputationStarts moments, RecomputationMemory memory) {
        return sql.queryInParts(
                """
                select service, tier, commit_sha
                from unnest(?::text[], ?::text[], ?::timestamptz[]) as asked (service, commit_sha, moment)
                cross join lateral (
                    select tier, reached_at from reached_commit reach
                    where reach.service = asked.service and reach.commit_sha = asked.commit_sha
                    offset 0
                ) reach
                where reached_at < moment
                """,
                memory.taking(ChainHistoryRepository::commit, DeliveredChange.TierCommit::bytes),
                Sql.column(commits, CommitKey::service),
                Sql.column(commits, CommitKey::commit),
                Sql.column(commits, commit -> moments.startOf(commit.service())));
    }

    /**
     * The last deployment of each environment before its service's recomputation start, and the latest one with another
     * head, as far as a deployment from the start on may still blame it.
     */
    List<LastDeployment> findLastDeployments(
            Collection<EnvironmentKey> environments, RecomputationStarts moments, FailureRules failures) {
        return sql.query(
                """
                select asked.*, last.*, deployment.commit_sha, other.deployment_id as other_id,
                    other.commit_sha as other_sha, other.finished_at as other_finished_at
                from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[]) as asked (service, tier, environment, moment)
                cross join lateral (
                    select deployment_id, finished_at, anchored_at
                    from deployment_link link
                    where link.service = asked.service and link.tier = asked.tier
                        and link.environment = asked.environment and finished_at < moment
                    order by finished_at desc, deployment_id desc
                    limit 1
                ) as last
                cross join lateral (
                    select commit_sha from deployment
                    where deployment.service = asked.service and deployment.environment = asked.environment
                        and deployment.deployment_id = last.deployment_id
                    offset 0
                ) as deployment
                left join lateral (
                    select link.deployment_id, link.finished_at, earlier.commit_sha
                    from deployment_link link
                    join deployment earlier using (service, environment, deployment_id)
                    where link.service = asked.service and link.tier = asked.tier
                        and link.environment = asked.environment and link.finished_at < moment
                        and link.finished_at >= moment - ?::interval
                        and earlier.commit_sha is distinct from deployment.commit_sha
                    order by link.finished_at desc, link.deployment_id desc
                    limit 1
                ) as other on deployment.commit_sha is not null
                """,
                row -> new LastDeployment(
                        environmentKey(row),
                        new ChainHistory.PreviousDeployment(
                                new BlameCandidates(
                                        candidate(row, "deployment_id", "commit_sha", "finished_at"),
                                        candidate(row, "other_id", "other_sha", "other_finished_at")),
                                Sql.instant(row, "anchored_at"))),
                Sql.column(environments, EnvironmentKey::service),
                Sql.column(environments, EnvironmentKey::tier),
                Sql.column(environments, EnvironmentKey::environment),
                Sql.column(environments, environmentKey -> moments.startOf(environmentKey.service())),
                failures.window().toString());
    }

    private static BlameCandidates.@Nullable Candidate candidate(
            ResultSet row, String id, String head, String finishedAt) throws SQLException {
        var deployment = row.getString(id);
        return deployment == null
                ? null
                : new BlameCandidates.Candidate(
                        deployment,
                        row.getString(head),
                        Objects.requireNonNull(Sql.instant(row, finishedAt)),
                        BlameCandidates.Candidate.EARLIER);
    }

    /**
     * The tiers that had a deployment before their service's recomputation start; the commit of each result is empty.
     */
    List<DeliveredChange.TierCommit> findTiersWithDeployments(
            Collection<EnvironmentKey> environments, RecomputationStarts moments) {
        return sql.query(
                """
                select distinct service, tier, '' as commit_sha
                from unnest(?::text[], ?::text[], ?::timestamptz[]) as asked (service, tier, moment)
                where exists (
                    select from deployment_link link
                    where link.service = asked.service and link.tier = asked.tier and finished_at < moment)
                """,
                row -> new DeliveredChange.TierCommit(row.getString("service"), row.getString("tier"), ""),
                Sql.column(environments, EnvironmentKey::service),
                Sql.column(environments, EnvironmentKey::tier),
                Sql.column(environments, environmentKey -> moments.startOf(environmentKey.service())));
    }

    private static EnvironmentKey environmentKey(ResultSet row) throws SQLException {
        return new EnvironmentKey(row.getString("service"), row.getString("tier"), row.getString("environment"));
    }

    private static DeliveredChange.TierCommit commit(ResultSet row) throws SQLException {
        return new DeliveredChange.TierCommit(
                row.getString("service"), row.getString("tier"), row.getString("commit_sha"));
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(
                row.getString("service"),
                row.getString("commit_sha"),
                Objects.requireNonNull(Sql.instant(row, "committed_at")),
                Sql.texts(row, "parent_shas"),
                row.getBoolean("merge"),
                new EventOrder(Objects.requireNonNull(Sql.instant(row, "event_time")), row.getString("event_key")));
    }
}
