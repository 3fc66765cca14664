package dev.milepost.delivery.facts;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads, computes and writes the links of incidents to deployments. */
@ApplicationScoped
class IncidentLinkRepository {

    private final Sql sql;
    private final Duration blameWindow;

    IncidentLinkRepository(Sql sql, DeliverySettings settings) {
        this.sql = sql;
        this.blameWindow = settings.failures().window();
    }

    /**
     * The incidents of the services that opened at or after the given time, and those that name one of the deployments.
     * Only these may change their attribution.
     */
    List<Incident.Key> findTouched(
            Collection<String> services,
            Collection<Instant> since,
            Collection<Deployment.Key> deployments,
            RecomputationMemory memory) {
        return sql.queryInParts(
                """
                select source, incident_id
                from unnest(?::text[], ?::timestamptz[]) as asked (service, since)
                join incident on incident.service = asked.service and opened_at >= since
                union
                select source, incident_id
                from unnest(?::text[], ?::text[]) as asked (service, deployment_id)
                join incident using (service, deployment_id)
                """,
                memory.taking(
                        row -> new Incident.Key(row.getString("source"), row.getString("incident_id")),
                        Incident.Key::bytes),
                services,
                since,
                Sql.column(deployments, Deployment.Key::service),
                Sql.column(deployments, Deployment.Key::id));
    }

    /** Computes the links of opened incidents of these services by the first rule that applies. Writes nothing. */
    List<IncidentLink> link(
            Collection<Incident.Key> incidents,
            Collection<String> services,
            DimensionLookup dimensions,
            RecomputationMemory memory) {
        return sql.queryInParts(
                """
                select incident.service, incident.source, incident.incident_id, incident.tier, opened_at, resolved_at,
                    case when incident.cause = 'external' then 'external' else blame.rule end as rule,
                    blame.environment, blame.deployment_id
                from unnest(?::text[], ?::text[]) as asked (source, incident_id)
                join incident using (source, incident_id)
                left join lateral (
                    (select 'deployment' as rule, 1 as rank, environment, deployment_id
                    from deployment
                    where service = incident.service and deployment_id = incident.deployment_id
                        and tier = incident.tier and status = 'success'
                    order by environment <> coalesce(incident.environment, 'production'), finished_at, environment
                    limit 1)
                    union all
                    (select 'commit', 2, environment, deployment_id
                    from deployment
                    where service collate "POSIX" = incident.service
                        and commit_sha = full_commit(incident.service, incident.commit_sha)
                        and tier = incident.tier and status = 'success' and finished_at <= incident.opened_at
                    order by finished_at desc, environment desc, deployment_id desc
                    limit 1)
                    union all
                    (select 'window', 3, environment, deployment_id
                    from deployment
                    where service = incident.service and tier = incident.tier and status = 'success'
                        and finished_at <= incident.opened_at and finished_at >= incident.opened_at - ?::interval
                    order by finished_at desc, environment desc, deployment_id desc
                    limit 1)
                    order by rank
                    limit 1
                ) as blame on incident.cause is distinct from 'external'
                    -- One that was resolved before it was opened is left out of everything.
                    and (resolved_at is null or resolved_at >= opened_at)
                where opened_at is not null and merged_into is null and incident.service = any(?::text[])
                """,
                memory.taking(
                        row -> link(
                                row,
                                dimensions.of(
                                        row.getString("service"),
                                        Objects.requireNonNull(Sql.instant(row, "opened_at")),
                                        null)),
                        IncidentLink::bytes),
                Sql.column(incidents, Incident.Key::source),
                Sql.column(incidents, Incident.Key::id),
                blameWindow.toString(),
                services);
    }

    /** The stored links of these incidents in these services. */
    List<IncidentLink> find(
            Collection<Incident.Key> incidents,
            Collection<String> services,
            DimensionLookup dimensions,
            RecomputationMemory memory) {
        return sql.queryInParts(
                """
                select link.*
                from unnest(?::text[], ?::text[]) as asked (source, incident_id)
                join incident_link link using (source, incident_id)
                where link.service = any(?::text[])
                """,
                memory.taking(row -> link(row, dimensions.byId(row.getInt("dimension"))), IncidentLink::bytes),
                Sql.column(incidents, Incident.Key::source),
                Sql.column(incidents, Incident.Key::id),
                services);
    }

    void delete(Collection<IncidentLink> links) {
        if (links.isEmpty()) {
            return;
        }
        sql.update(
                """
                delete from incident_link
                using unnest(?::text[], ?::text[], ?::text[]) as gone (service, source, incident_id)
                where incident_link.service = gone.service and incident_link.source = gone.source
                    and incident_link.incident_id = gone.incident_id
                """,
                Sql.column(links, IncidentLink::service),
                Sql.column(links, link -> link.incident().source()),
                Sql.column(links, link -> link.incident().id()));
    }

    void insert(Collection<IncidentLink> links) {
        if (links.isEmpty()) {
            return;
        }
        sql.update(
                """
                insert into incident_link
                    (service, source, incident_id, tier, dimension, opened_at, resolved_at, rule, environment,
                     deployment_id)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::timestamptz[],
                    ?::timestamptz[], ?::text[], ?::text[], ?::text[])
                """,
                Sql.column(links, IncidentLink::service),
                Sql.column(links, link -> link.incident().source()),
                Sql.column(links, link -> link.incident().id()),
                Sql.column(links, IncidentLink::tier),
                Sql.column(links, link -> link.dimension().id()),
                Sql.column(links, IncidentLink::openedAt),
                Sql.column(links, IncidentLink::resolvedAt),
                Sql.column(links, IncidentLink::rule),
                Sql.column(links, link -> environment(link.blamed())),
                Sql.column(links, link -> id(link.blamed())));
    }

    /** Returns the deployments that an incident is attributed to. */
    Set<Deployment.Key> findBlamed(Collection<Deployment.Key> deployments) {
        return new HashSet<>(sql.query(
                """
                select distinct link.service, link.environment, link.deployment_id
                from unnest(?::text[], ?::text[], ?::text[]) as asked (service, environment, deployment_id)
                join incident_link link using (service, environment, deployment_id)
                """,
                IncidentLinkRepository::key,
                Sql.column(deployments, Deployment.Key::service),
                Sql.column(deployments, Deployment.Key::environment),
                Sql.column(deployments, Deployment.Key::id)));
    }

    private static IncidentLink link(ResultSet row, ServiceDimension dimension) throws SQLException {
        return new IncidentLink(
                new Incident.Key(row.getString("source"), row.getString("incident_id")),
                row.getString("service"),
                row.getString("tier"),
                dimension,
                Objects.requireNonNull(Sql.instant(row, "opened_at")),
                Sql.instant(row, "resolved_at"),
                row.getString("rule"),
                row.getString("deployment_id") == null ? null : key(row));
    }

    private static Deployment.Key key(ResultSet row) throws SQLException {
        return new Deployment.Key(
                row.getString("service"), row.getString("environment"), row.getString("deployment_id"));
    }

    private static @Nullable String environment(Deployment.@Nullable Key key) {
        return key == null ? null : key.environment();
    }

    private static @Nullable String id(Deployment.@Nullable Key key) {
        return key == null ? null : key.id();
    }
}
