package dev.milepost.delivery.facts;

import dev.milepost.delivery.facts.RecomputationLoop.RecomputationRequested;
import dev.milepost.platform.sql.Sql;
import dev.milepost.security.erasure.Erasable;
import dev.milepost.security.erasure.ErasureKind;
import dev.milepost.security.erasure.ErasureStep;
import dev.milepost.security.erasure.ErasureStep.Part;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the facts of a service, some rows a transaction. Recomputation then takes its links out of the rollups, as it
 * does for any other change of facts, so the numbers change at once and not with each part.
 */
@ApplicationScoped
class ServiceFactsErasure implements Erasable {

    static final int ROWS = 2_000;

    private static final List<String> TABLES = List.of(
            "change",
            "build",
            "pull_request_report",
            "pull_request",
            "merged_commit",
            "deployment_report",
            "deployment");

    private static final String DELETE = """
            delete from %1$s where ctid = any (array(select ctid from %1$s where service = ? limit %2$d))
            """;

    // The reports of an incident may name other services, but the incident is one of this service.
    private static final String DELETE_INCIDENTS = """
            with gone as (
                delete from incident where ctid = any (array(select ctid from incident where service = ? limit ?))
                returning source, incident_id
            ), reports as (
                delete from incident_report using gone
                where incident_report.source = gone.source and incident_report.incident_id = gone.incident_id
            )
            select source, incident_id from gone
            """;

    private final Sql sql;
    private final RecomputationQueue queue;
    private final Event<RecomputationRequested> requested;

    ServiceFactsErasure(Sql sql, RecomputationQueue queue, Event<RecomputationRequested> requested) {
        this.sql = sql;
        this.queue = queue;
        this.requested = requested;
    }

    @Override
    public ErasureKind kind() {
        return ErasureKind.SERVICE;
    }

    @Override
    public List<ErasureStep> steps() {
        var tables = TABLES.stream()
                .<ErasureStep>map(table -> new Step(table, 0, (service, position) -> delete(table, service)));
        return Stream.concat(
                        tables,
                        Stream.of(
                                new Step("incident", 0, (service, position) -> deleteIncidents(service)),
                                new Step("links and rollups", 1, this::recompute),
                                new Step("dimension", 2, (service, position) -> deleteDimensions(service))))
                .toList();
    }

    /** @param work by the service and the position of the part */
    private record Step(String name, int order, BiFunction<String, @Nullable String, Part> work)
            implements ErasureStep {

        @Override
        public Part run(ErasureScope scope, @Nullable String position) {
            return work.apply(scope.subject(), position);
        }
    }

    private Part delete(String table, String service) {
        return part(sql.update(DELETE.formatted(table, ROWS), service));
    }

    private Part deleteIncidents(String service) {
        var gone = sql.query(
                DELETE_INCIDENTS,
                row -> new Incident.Key(row.getString("source"), row.getString("incident_id")),
                service,
                ROWS);
        if (!gone.isEmpty()) {
            // Recomputation finds the other incidents by the facts, which these have no more.
            var requests = new RecomputationRequests();
            requests.forService(service).incidents().addAll(gone);
            queue.enqueue(requests.requests());
        }
        return part(gone.size());
    }

    private static Part part(int rows) {
        return new Part(rows == ROWS ? "more" : null, rows, rows, 0, false);
    }

    /** Requests recomputation, and waits until all requests up to this one are done. */
    private Part recompute(String service, @Nullable String position) {
        if (position == null) {
            var requests = new RecomputationRequests();
            requests.forService(service).since(RecomputationRequests.BEGINNING_OF_TIME);
            requests.forService(service).events(1);
            queue.enqueue(requests.requests());
            requested.fire(new RecomputationRequested());
            var last = sql.query(
                    "select max(id)::text as last from recomputation_request where service = ?",
                    row -> row.getString("last"),
                    service);
            return Part.untilDone(last.get(0));
        }
        boolean waiting = sql.query(
                        "select exists (select from recomputation_request where service = ? and id <= ?::text::bigint) as waiting",
                        row -> row.getBoolean("waiting"),
                        service,
                        position)
                .get(0);
        return waiting ? Part.untilDone(position) : Part.last(0, 0);
    }

    /** Deletes what only the links of the service used. The service may have new facts by now. */
    private Part deleteDimensions(String service) {
        var locked = sql.query(
                "select service from delivery_service where service = ? for update skip locked",
                row -> row.getString("service"),
                service);
        if (locked.isEmpty()) {
            return Part.untilDone(null);
        }
        int rows = sql.update("""
                delete from dimension d where service = ?
                    and not exists (select from deployment_link where dimension = d.id)
                    and not exists (select from delivery where dimension = d.id)
                    and not exists (select from incident_link where dimension = d.id)
                """, service);
        return Part.last(rows, rows);
    }
}
