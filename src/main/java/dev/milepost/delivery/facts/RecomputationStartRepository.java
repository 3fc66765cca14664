package dev.milepost.delivery.facts;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Determines the time from which the chains of services have to be recomputed. */
@ApplicationScoped
class RecomputationStartRepository {

    static final int MAX_BATCH_DEPLOYMENTS = 5_000;

    /** The most changes of the time that a part of a long chain covers. Each is read, reached and delivered. */
    private static final int MAX_PART_CHANGES = 20_000;

    private final Sql sql;
    private final int partDeployments;
    private final int partChanges;

    @Inject
    RecomputationStartRepository(Sql sql) {
        this(sql, MAX_BATCH_DEPLOYMENTS, MAX_PART_CHANGES);
    }

    RecomputationStartRepository(Sql sql, int partDeployments, int partChanges) {
        this.sql = sql;
        this.partDeployments = partDeployments;
        this.partChanges = partChanges;
    }

    /**
     * The recomputation start of each service: the earliest of the requested time, the first deployment that awaited an
     * arrived change, and the first deployment whose window contains the commit time of one.
     */
    RecomputationStarts find(RecomputationRequests requests) {
        var moments = new RecomputationStarts();
        var services = new ArrayList<String>();
        var commits = new ArrayList<String>();
        for (var request : requests.requests()) {
            moments.startNoLaterThan(request.service(), request.since());
            for (var commit : request.commits()) {
                services.add(request.service());
                commits.add(commit);
            }
        }
        sql.query(
                """
                with arrived as (
                    select service, commit_sha, committed_at
                    from unnest(?::text[], ?::text[]) as asked (service, commit_sha)
                    cross join lateral (
                        select committed_at from change
                        where change.service = asked.service and change.commit_sha = asked.commit_sha
                        offset 0
                    ) change
                )
                select service, since as moment
                from arrived
                cross join lateral (
                    select since from awaited_change awaited
                    where awaited.service = arrived.service and awaited.commit_sha = arrived.commit_sha
                    offset 0
                ) awaited
                union all
                select arrived.service, finished_at
                from arrived
                join deployment_link link on link.service = arrived.service and window_until >= committed_at
                    and window_after < committed_at
                """,
                row -> {
                    moments.startNoLaterThan(row.getString("service"), Sql.instant(row, "moment"));
                    return true;
                },
                services,
                commits);
        return moments;
    }

    /** The deployments of a chain from a time on, which are left for another recomputation. */
    record Rest(String service, Instant since, int deployments) {}

    /**
     * Bounds the chains that no recomputation has linked yet, as those of a backfill: each ends after a number of
     * deployments or of changes, and the rest is returned. What is linked already is replaced at once, so that the
     * numbers are those of a time before or after all events that arrived. Deployments of one moment are linked together.
     *
     * @param sizes see {@link #sizes}
     */
    List<Rest> splitLongChains(RecomputationStarts moments, Map<String, Integer> sizes) {
        var services = moments.services().stream()
                .filter(service -> sizes.getOrDefault(service, 0) > 1)
                .toList();
        if (services.isEmpty()) {
            return List.of();
        }
        var rests = sql.query(
                """
                select asked.service, until,
                    (select count(*) from deployment
                    where deployment.service = asked.service and status = 'success' and finished_at >= until) as deployments
                from unnest(?::text[], ?::timestamptz[]) as asked (service, since)
                cross join lateral (
                    select min(finished_at) as until from deployment
                    where deployment.service = asked.service and status = 'success' and finished_at > greatest(
                        (select min(finished_at) from deployment
                        where deployment.service = asked.service and status = 'success' and finished_at >= since),
                        (select max(finished_at) from deployment_link link
                        where link.service = asked.service and finished_at >= since),
                        least('infinity',
                            (select finished_at from deployment
                            where deployment.service = asked.service and status = 'success' and finished_at >= since
                            order by finished_at offset ? limit 1),
                            (select committed_at from change
                            where change.service collate "POSIX" = asked.service and committed_at >= since
                            order by committed_at offset ? limit 1)))
                ) part
                where until is not null
                """,
                row -> new Rest(
                        row.getString("service"),
                        Objects.requireNonNull(Sql.instant(row, "until")),
                        row.getInt("deployments")),
                services,
                Sql.column(services, moments::startOf),
                partDeployments - 1,
                partChanges - 1);
        rests.forEach(rest -> moments.endBefore(rest.service(), rest.since()));
        return rests;
    }

    /**
     * Splits services into batches, so that the number of deployments in a batch is bounded. A large service whose chain
     * is linked already may exceed the bound.
     */
    List<List<String>> splitIntoBatches(List<String> services, Map<String, Integer> sizes) {
        var batches = new ArrayList<List<String>>();
        var batch = new ArrayList<String>();
        int size = 0;
        for (var service : services) {
            size += sizes.getOrDefault(service, 0);
            if (!batch.isEmpty() && size > MAX_BATCH_DEPLOYMENTS) {
                batches.add(List.copyOf(batch));
                batch.clear();
                size = sizes.getOrDefault(service, 0);
            }
            batch.add(service);
        }
        batches.add(batch);
        return batches;
    }

    /** The number of deployments of each service from its start on. */
    Map<String, Integer> sizes(RecomputationStarts moments) {
        return sql
                .query(
                        """
                        select asked.service, count(*) as deployments
                        from unnest(?::text[], ?::timestamptz[]) as asked (service, since)
                        join deployment on deployment.service = asked.service and status = 'success'
                            and finished_at >= since
                        group by asked.service
                        """,
                        row -> Map.entry(row.getString("service"), row.getInt("deployments")),
                        moments.services(),
                        moments.starts())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
