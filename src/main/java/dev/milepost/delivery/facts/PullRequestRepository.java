package dev.milepost.delivery.facts;

import dev.milepost.platform.collections.Parts;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Stores events about merged pull requests, the pull requests aggregated from them, and their commits. */
@ApplicationScoped
class PullRequestRepository {

    /**
     * The maximum size of the commits that one statement writes, in bytes. The pull requests of a batch can have many
     * times the commits of the batch.
     */
    private static final long MOST_WRITTEN = 4 << 20;

    private final Sql sql;

    PullRequestRepository(Sql sql) {
        this.sql = sql;
    }

    void store(List<PullRequestEvent> reports) {
        if (reports.isEmpty()) {
            return;
        }
        insertReports(reports);
        var keys = reports.stream().map(PullRequestEvent::key).collect(Collectors.toSet());
        aggregate(keys);
        Parts.within(MOST_WRITTEN, findReportsWithCommits(keys), ReportWithCommits::bytes)
                .forEach(this::writeCommits);
    }

    private void insertReports(List<PullRequestEvent> reports) {
        sql.update(
                """
                insert into pull_request_report
                    (service, pull_request, identity, event_time, event_key, commit_sha, commits, first_commit_at, opened_at,
                     first_review_at, approved_at)
                select service, pull_request, identity, event_time, event_key, commit_sha, commits::text[], first_commit_at,
                    opened_at, first_review_at, approved_at
                from unnest(?::text[], ?::uuid[], ?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
                        ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[])
                    as given (service, pull_request, identity, event_time, event_key, commit_sha, commits, first_commit_at,
                        opened_at, first_review_at, approved_at)
                on conflict do nothing
                """,
                Sql.column(reports, report -> report.key().service()),
                Sql.column(reports, report -> report.key().pullRequest()),
                Sql.column(reports, PullRequestEvent::identity),
                Sql.column(reports, report -> report.order().time()),
                Sql.column(reports, report -> report.order().eventKey()),
                Sql.column(reports, PullRequestEvent::commit),
                Sql.column(reports, report -> Sql.arrayLiteral(report.commits())),
                Sql.column(reports, PullRequestEvent::firstCommitAt),
                Sql.column(reports, PullRequestEvent::openedAt),
                Sql.column(reports, PullRequestEvent::firstReviewAt),
                Sql.column(reports, PullRequestEvent::approvedAt));
    }

    /** It was merged at the time of its earliest event. Each other field is that of the latest event that has it. */
    private void aggregate(Collection<PullRequestEvent.Key> keys) {
        sql.update(
                """
                insert into pull_request
                    (service, pull_request, merged_at, event_key, commit_sha, first_commit_at, opened_at, first_review_at,
                     approved_at)
                select service, pull_request, %s, %s, %s, %s, %s, %s, %s
                from unnest(?::text[], ?::uuid[]) as asked (service, pull_request)
                join pull_request_report using (service, pull_request)
                group by service, pull_request
                on conflict (service, pull_request) do update
                    set merged_at = excluded.merged_at, event_key = excluded.event_key, commit_sha = excluded.commit_sha,
                        first_commit_at = excluded.first_commit_at, opened_at = excluded.opened_at,
                        first_review_at = excluded.first_review_at, approved_at = excluded.approved_at
                """.formatted(
                                earliest("event_time"),
                                earliest("event_key"),
                                latest("commit_sha"),
                                latest("first_commit_at"),
                                latest("opened_at"),
                                latest("first_review_at"),
                                latest("approved_at")),
                services(keys),
                pullRequests(keys));
    }

    /**
     * A pull request and the report whose list of commits counts.
     *
     * @param report null if no report has a list
     * @param bytes the size of the list
     */
    private record ReportWithCommits(
            PullRequestEvent.Key key, @Nullable UUID report, long bytes) {}

    private List<ReportWithCommits> findReportsWithCommits(Collection<PullRequestEvent.Key> keys) {
        return sql.query(
                """
                select asked.*, latest.identity, coalesce(latest.bytes, 0) as bytes
                from unnest(?::text[], ?::uuid[]) as asked (service, pull_request)
                left join lateral (
                    select identity, octet_length(commits::text) as bytes
                    from pull_request_report report
                    where report.service = asked.service and report.pull_request = asked.pull_request
                        and commits is not null
                    order by event_time desc, event_key desc
                    limit 1
                ) latest on true
                """,
                row -> new ReportWithCommits(
                        new PullRequestEvent.Key(row.getString("service"), row.getObject("pull_request", UUID.class)),
                        row.getObject("identity", UUID.class),
                        row.getLong("bytes")),
                services(keys),
                pullRequests(keys));
    }

    /** Replaces the commits of pull requests. Writes only the difference. */
    private void writeCommits(List<ReportWithCommits> reports) {
        sql.update(
                """
                with asked as (
                    select * from unnest(?::text[], ?::uuid[], ?::uuid[]) as asked (service, pull_request, identity)
                ), present as materialized (
                    select service, pull_request, commit_sha
                    from asked join pull_request using (service, pull_request)
                    where commit_sha is not null
                    union
                    select service, pull_request, listed
                    from asked join pull_request_report using (service, pull_request, identity)
                    cross join unnest(commits) listed
                ), gone as (
                    delete from merged_commit
                    using asked
                    where merged_commit.service = asked.service and merged_commit.pull_request = asked.pull_request
                        and not exists (
                            select from present
                            where present.service = asked.service and present.pull_request = asked.pull_request
                                and present.commit_sha = merged_commit.commit_sha)
                )
                insert into merged_commit (service, commit_sha, pull_request)
                select service, commit_sha, pull_request from present
                on conflict do nothing
                """,
                Sql.column(reports, report -> report.key().service()),
                Sql.column(reports, report -> report.key().pullRequest()),
                Sql.column(reports, ReportWithCommits::report));
    }

    private static String earliest(String field) {
        return "(array_agg(%s order by event_time, event_key))[1]".formatted(field);
    }

    private static String latest(String field) {
        return "(array_agg(%1$s order by event_time desc, event_key desc) filter (where %1$s is not null))[1]"
                .formatted(field);
    }

    private static List<String> services(Collection<PullRequestEvent.Key> keys) {
        return Sql.column(keys, PullRequestEvent.Key::service);
    }

    private static List<UUID> pullRequests(Collection<PullRequestEvent.Key> keys) {
        return Sql.column(keys, PullRequestEvent.Key::pullRequest);
    }
}
