package dev.milepost.delivery.facts;

import dev.milepost.events.contract.EventOrder;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/** Stores incident events and the incidents aggregated from them. */
@ApplicationScoped
class IncidentRepository {

    private final Sql sql;

    IncidentRepository(Sql sql) {
        this.sql = sql;
    }

    /**
     * Locks these incidents until the transaction ends, so that no other transaction aggregates them. The events of an
     * incident may name several services and so come from several partitions. Locks are striped and acquired in order.
     */
    void lock(Collection<Incident.Key> keys) {
        sql.query(
                "select pg_advisory_xact_lock(746573, stripe) from unnest(?::int[]) as stripe",
                row -> true,
                keys.stream()
                        .map(key -> Math.floorMod(key.hashCode(), 256))
                        .distinct()
                        .sorted()
                        .toList());
    }

    void insertReports(List<IncidentEvent> reports) {
        sql.update(
                """
                insert into incident_report
                    (source, incident_id, identity, event_time, event_key, action, service, environment, deployment_id,
                     commit_sha, cause, severity, event_tier, merged_into)
                select * from unnest(?::text[], ?::text[], ?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                on conflict do nothing
                """,
                Sql.column(reports, report -> report.key().source()),
                Sql.column(reports, report -> report.key().id()),
                Sql.column(reports, IncidentEvent::identity),
                Sql.column(reports, report -> report.order().time()),
                Sql.column(reports, report -> report.order().eventKey()),
                Sql.column(reports, IncidentEvent::action),
                Sql.column(reports, IncidentEvent::service),
                Sql.column(reports, IncidentEvent::environment),
                Sql.column(reports, IncidentEvent::deployment),
                Sql.column(reports, IncidentEvent::commit),
                Sql.column(reports, IncidentEvent::cause),
                Sql.column(reports, IncidentEvent::severity),
                Sql.column(reports, IncidentEvent::eventTier),
                Sql.column(reports, IncidentEvent::mergedInto));
    }

    /** Returns the result of the reports of each incident that its aggregation needs. */
    <R> Map<Incident.Key, R> findReports(Collection<Incident.Key> keys, Function<List<IncidentEvent>, R> result) {
        return sql.queryByKey(
                """
                select report.*
                from unnest(?::text[], ?::text[]) as asked (source, incident_id)
                join incident_report report using (source, incident_id)
                order by source, incident_id
                """,
                IncidentRepository::report,
                IncidentEvent::key,
                Incident::needed,
                result,
                Sql.column(keys, Incident.Key::source),
                Sql.column(keys, Incident.Key::id));
    }

    List<Incident> find(Collection<Incident.Key> keys) {
        return sql.query(
                """
                select incident.*
                from unnest(?::text[], ?::text[]) as asked (source, incident_id)
                join incident using (source, incident_id)
                """,
                IncidentRepository::incident,
                Sql.column(keys, Incident.Key::source),
                Sql.column(keys, Incident.Key::id));
    }

    void upsert(List<Incident> incidents, EnvironmentTiers tiers) {
        sql.update(
                """
                insert into incident
                    (source, incident_id, service, tier, environment, opened_at, resolved_at, deployment_id, commit_sha,
                     cause, severity, event_tier, merged_into)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
                    ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                on conflict (source, incident_id) do update
                    set service = excluded.service, tier = excluded.tier, environment = excluded.environment,
                        opened_at = excluded.opened_at, resolved_at = excluded.resolved_at,
                        deployment_id = excluded.deployment_id, commit_sha = excluded.commit_sha,
                        cause = excluded.cause, severity = excluded.severity, event_tier = excluded.event_tier,
                        merged_into = excluded.merged_into
                """,
                Sql.column(incidents, incident -> incident.key().source()),
                Sql.column(incidents, incident -> incident.key().id()),
                Sql.column(incidents, Incident::service),
                Sql.column(incidents, incident -> incident.tier(tiers)),
                Sql.column(incidents, Incident::environment),
                Sql.column(incidents, Incident::openedAt),
                Sql.column(incidents, Incident::resolvedAt),
                Sql.column(incidents, Incident::deployment),
                Sql.column(incidents, Incident::commit),
                Sql.column(incidents, Incident::cause),
                Sql.column(incidents, Incident::severity),
                Sql.column(incidents, Incident::eventTier),
                Sql.column(incidents, Incident::mergedInto));
    }

    private static IncidentEvent report(ResultSet row) throws SQLException {
        return new IncidentEvent(
                key(row),
                row.getObject("identity", UUID.class),
                new EventOrder(Objects.requireNonNull(Sql.instant(row, "event_time")), row.getString("event_key")),
                row.getString("action"),
                row.getString("service"),
                row.getString("environment"),
                row.getString("deployment_id"),
                row.getString("commit_sha"),
                row.getString("cause"),
                row.getString("severity"),
                row.getString("event_tier"),
                row.getString("merged_into"));
    }

    private static Incident incident(ResultSet row) throws SQLException {
        return new Incident(
                key(row),
                row.getString("service"),
                row.getString("environment"),
                Sql.instant(row, "opened_at"),
                Sql.instant(row, "resolved_at"),
                row.getString("deployment_id"),
                row.getString("commit_sha"),
                row.getString("cause"),
                row.getString("severity"),
                row.getString("event_tier"),
                row.getString("merged_into"));
    }

    private static Incident.Key key(ResultSet row) throws SQLException {
        return new Incident.Key(row.getString("source"), row.getString("incident_id"));
    }
}
