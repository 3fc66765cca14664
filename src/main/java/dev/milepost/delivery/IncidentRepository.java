package dev.milepost.delivery;

import dev.milepost.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;

/** The reports about incidents, and the incidents that they add up to. */
@ApplicationScoped
class IncidentRepository {

    private final Sql sql;

    IncidentRepository(DataSource database) {
        this.sql = new Sql(database);
    }

    /**
     * Keeps other transactions from folding these incidents until this one ends. An incident's events may name
     * several services and so come from several partitions. Locks are striped and taken in order.
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

    void insertReports(List<IncidentReport> reports) {
        sql.update(
                """
                insert into incident_report
                    (source, incident_id, identity, said_at, said_by, action, service, environment, deployment_id,
                     commit_sha, cause, severity)
                select * from unnest(?::text[], ?::text[], ?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                on conflict do nothing
                """,
                Columns.of(reports, report -> report.key().source()),
                Columns.of(reports, report -> report.key().id()),
                Columns.of(reports, IncidentReport::identity),
                Columns.of(reports, report -> report.saying().at()),
                Columns.of(reports, report -> report.saying().by()),
                Columns.of(reports, IncidentReport::action),
                Columns.of(reports, IncidentReport::service),
                Columns.of(reports, IncidentReport::environment),
                Columns.of(reports, IncidentReport::deployment),
                Columns.of(reports, IncidentReport::commit),
                Columns.of(reports, IncidentReport::cause),
                Columns.of(reports, IncidentReport::severity));
    }

    List<IncidentReport> findReports(Collection<Incident.Key> keys) {
        return sql.query(
                """
                select report.*
                from unnest(?::text[], ?::text[]) as asked (source, incident_id)
                join incident_report report using (source, incident_id)
                """,
                IncidentRepository::report,
                Columns.of(keys, Incident.Key::source),
                Columns.of(keys, Incident.Key::id));
    }

    List<Incident> find(Collection<Incident.Key> keys) {
        return sql.query(
                """
                select incident.*
                from unnest(?::text[], ?::text[]) as asked (source, incident_id)
                join incident using (source, incident_id)
                """,
                IncidentRepository::incident,
                Columns.of(keys, Incident.Key::source),
                Columns.of(keys, Incident.Key::id));
    }

    void upsert(List<Incident> incidents, Tiers tiers) {
        sql.update(
                """
                insert into incident
                    (source, incident_id, service, tier, environment, opened_at, resolved_at, deployment_id, commit_sha,
                     cause, severity)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
                    ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[])
                on conflict (source, incident_id) do update
                    set service = excluded.service, tier = excluded.tier, environment = excluded.environment,
                        opened_at = excluded.opened_at, resolved_at = excluded.resolved_at,
                        deployment_id = excluded.deployment_id, commit_sha = excluded.commit_sha,
                        cause = excluded.cause, severity = excluded.severity
                """,
                Columns.of(incidents, incident -> incident.key().source()),
                Columns.of(incidents, incident -> incident.key().id()),
                Columns.of(incidents, Incident::service),
                Columns.of(incidents, incident -> incident.tier(tiers)),
                Columns.of(incidents, Incident::environment),
                Columns.of(incidents, Incident::openedAt),
                Columns.of(incidents, Incident::resolvedAt),
                Columns.of(incidents, Incident::deployment),
                Columns.of(incidents, Incident::commit),
                Columns.of(incidents, Incident::cause),
                Columns.of(incidents, Incident::severity));
    }

    private static IncidentReport report(ResultSet row) throws SQLException {
        return new IncidentReport(
                key(row),
                row.getObject("identity", UUID.class),
                new Saying(Objects.requireNonNull(Sql.instant(row, "said_at")), row.getString("said_by")),
                row.getString("action"),
                row.getString("service"),
                row.getString("environment"),
                row.getString("deployment_id"),
                row.getString("commit_sha"),
                row.getString("cause"),
                row.getString("severity"));
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
                row.getString("severity"));
    }

    private static Incident.Key key(ResultSet row) throws SQLException {
        return new Incident.Key(row.getString("source"), row.getString("incident_id"));
    }
}
