package dev.milepost.delivery.facts;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Determines the time from which the chains of services have to be recomputed. */
@ApplicationScoped
class RecomputationStartRepository {

    static final int MAX_BATCH_DEPLOYMENTS = 5_000;

    private final Sql sql;

    RecomputationStartRepository(Sql sql) {
        this.sql = sql;
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
                    join change using (service, commit_sha)
                )
                select service, since as moment from arrived join awaited_change using (service, commit_sha)
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

    /**
     * Splits services into batches, so that the number of deployments in a batch is bounded. One large service may
     * exceed the bound.
     */
    List<List<String>> splitIntoBatches(List<String> services, RecomputationStarts moments) {
        var sizes = sizes(moments);
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

    private Map<String, Integer> sizes(RecomputationStarts moments) {
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
