package dev.milepost.delivery.facts;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * The queue of recomputation requests in the database. Projection appends requests; recomputation takes them under the
 * lock of their service.
 */
@ApplicationScoped
class RecomputationQueue {

    /**
     * Disables sequential scans, hash joins and merge joins for the transaction. Each statement reads a few rows at the
     * end of each chain, along an index. A plan that is made once can only estimate how many rows these are, and
     * estimates a third of all rows of a service. Whole tables were read for that, the slower the longer the history.
     */
    private static final String FORCE_INDEX_SCANS = """
            select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
                set_config('enable_mergejoin', 'off', true)
            """;

    /** The length of a list is not known without reading it, so only that of a limited number of requests is read. */
    private static final String DEQUEUE = """
            with oldest as materialized (
                select id, octet_length(commits::text) + octet_length(artifacts::text)
                    + octet_length(incident_sources::text) + octet_length(incident_ids::text) as bytes
                from (
                    select * from recomputation_request where service = any(?::text[]) order by id limit ?
                ) mark
            ), sized as (
                select id, sum(bytes) over (order by id rows unbounded preceding) - bytes as bytes_before from oldest
            )
            delete from recomputation_request where id in (select id from sized where bytes_before < ?)
            returning service, since, commits, artifacts, incident_sources, incident_ids, events
            """;

    static final int MOST_REQUESTS = 10_000;

    /** The limit for the texts of the requests of a recomputation, except the last request. */
    static final int MOST_BYTES = 4 << 20;

    private final Sql sql;
    private final String settings;

    RecomputationQueue(Sql sql, DeliverySettings settings) {
        this.sql = sql;
        this.settings = settings.fingerprint();
    }

    void enqueue(List<RecomputationRequests.Request> requests) {
        if (requests.isEmpty()) {
            return;
        }
        // A new service has no links that other settings could have made.
        sql.update("""
                insert into delivery_service (service, settings)
                select service, coalesce((select settings from delivery_settings), ?)
                from unnest(?::text[]) as service order by service
                on conflict do nothing
                """, settings, Sql.column(requests, RecomputationRequests.Request::service));
        sql.update(
                """
                insert into recomputation_request
                    (service, since, commits, artifacts, incident_sources, incident_ids, events)
                select service, since, commits::text[], artifacts::text[], incident_sources::text[],
                    incident_ids::text[], events
                from unnest(?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[])
                    as request (service, since, commits, artifacts, incident_sources, incident_ids, events)
                """,
                Sql.column(requests, RecomputationRequests.Request::service),
                Sql.column(requests, RecomputationRequests.Request::since),
                Sql.column(requests, request -> Sql.arrayLiteral(request.commits())),
                Sql.column(requests, request -> Sql.arrayLiteral(Sql.column(request.artifacts(), UUID::toString))),
                Sql.column(
                        requests, request -> Sql.arrayLiteral(Sql.column(request.incidents(), Incident.Key::source))),
                Sql.column(requests, request -> Sql.arrayLiteral(Sql.column(request.incidents(), Incident.Key::id))),
                Sql.column(requests, RecomputationRequests.Request::events));
    }

    /**
     * Locks up to {@code limit} services that have requests, that nobody has begun to recompute and that no other worker
     * has locked, those waiting longest first. The requests of a service that was begun are skipped one by one, as they
     * may be the oldest ones. So are those whose links were made with other settings.
     */
    List<String> lockServices(int limit) {
        sql.query(FORCE_INDEX_SCANS, row -> row.getString(1));
        return sql.query("""
                select service from delivery_service
                where settings = ? and service in (
                    select service from recomputation_request
                    where not exists (
                        select from recomputation_attempt begun where begun.service = recomputation_request.service)
                    order by id limit 20000
                )
                limit ?
                for update skip locked
                """, row -> row.getString("service"), settings, limit);
    }

    /** Locks those of the services that no other worker has locked. */
    List<String> lockServices(List<String> services) {
        sql.query(FORCE_INDEX_SCANS, row -> row.getString(1));
        return sql.query("""
                select service from delivery_service where service = any(?::text[]) order by service
                for update skip locked
                """, row -> row.getString("service"), services);
    }

    /**
     * Deletes and returns the oldest requests of locked services. The deletion commits with the recomputation. The others
     * stay for the next one: those of a service that was postponed for long would not fit into memory.
     */
    RecomputationRequests dequeue(List<String> services) {
        var requests = new RecomputationRequests();
        sql.query(DEQUEUE, row -> add(requests, row), services, MOST_REQUESTS, MOST_BYTES);
        return requests;
    }

    private static RecomputationRequests.Request add(RecomputationRequests requests, ResultSet row)
            throws SQLException {
        var request = requests.forService(row.getString("service"));
        request.since(Sql.instant(row, "since"));
        request.events(row.getInt("events"));
        request.commits().addAll(Objects.requireNonNull(Sql.texts(row, "commits")));
        for (var artifact : Objects.requireNonNull(Sql.texts(row, "artifacts"))) {
            request.artifacts().add(UUID.fromString(artifact));
        }
        var sources = Objects.requireNonNull(Sql.texts(row, "incident_sources"));
        var ids = Objects.requireNonNull(Sql.texts(row, "incident_ids"));
        for (int i = 0; i < ids.size(); i++) {
            request.incidents().add(new Incident.Key(sources.get(i), ids.get(i)));
        }
        return request;
    }
}
