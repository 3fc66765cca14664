package dev.milepost.delivery.facts;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;

/** The links of changes, deployments and incidents, for those who follow one change's way. */
@ApplicationScoped
public class DeliveryLinkReader {

    private static final int MAX_ROWS = 1_000;

    private final Sql sql;

    DeliveryLinkReader(DataSource database) {
        this.sql = new Sql(database);
    }

    public record CommitRef(String service, String sha) {}

    public record DeploymentRef(String service, String environment, String id) {}

    public record IncidentRef(String source, String id) {}

    /** A change that a deployment brought to a tier first, and the rule that found it. */
    public record DeliveryLink(CommitRef commit, DeploymentRef deployment, String rule) {}

    /** An incident that blames a deployment, and the rule that found it. */
    public record IncidentBlame(IncidentRef incident, DeploymentRef deployment, String rule) {}

    /** An event about an incident: what the log files it under. */
    public record IncidentEventRef(String service, Instant at, UUID identity) {}

    /** How these changes reached the tiers of their services. */
    public List<DeliveryLink> findDeliveriesOf(Collection<CommitRef> commits) {
        return sql.query(
                """
                select delivery.*
                from unnest(?::text[], ?::text[]) as asked (service, commit_sha)
                join delivery using (service, commit_sha)
                order by delivered_at
                limit ?
                """,
                DeliveryLinkReader::delivered,
                UnnestColumns.of(commits, CommitRef::service),
                UnnestColumns.of(commits, CommitRef::sha),
                MAX_ROWS);
    }

    /** What these deployments delivered. */
    public List<DeliveryLink> findDeliveriesBy(Collection<DeploymentRef> deployments) {
        return sql.query(
                """
                select delivery.*
                from unnest(?::text[], ?::text[], ?::text[]) as asked (service, environment, deployment_id)
                join deployment_link link using (service, environment, deployment_id)
                join delivery on delivery.service = link.service and delivered_at = finished_at
                    and delivery.environment = link.environment and delivery.deployment_id = link.deployment_id
                order by committed_at
                limit ?
                """,
                DeliveryLinkReader::delivered,
                UnnestColumns.of(deployments, DeploymentRef::service),
                UnnestColumns.of(deployments, DeploymentRef::environment),
                UnnestColumns.of(deployments, DeploymentRef::id),
                MAX_ROWS);
    }

    /** Which incidents blame these deployments. */
    public List<IncidentBlame> findIncidentsBlaming(Collection<DeploymentRef> deployments) {
        return sql.query(
                """
                select link.*
                from unnest(?::text[], ?::text[], ?::text[]) as asked (service, environment, deployment_id)
                join incident_link link using (service, environment, deployment_id)
                order by opened_at
                limit ?
                """,
                DeliveryLinkReader::blamed,
                UnnestColumns.of(deployments, DeploymentRef::service),
                UnnestColumns.of(deployments, DeploymentRef::environment),
                UnnestColumns.of(deployments, DeploymentRef::id),
                MAX_ROWS);
    }

    /** Which deployments these incidents blame. */
    public List<IncidentBlame> findDeploymentsBlamedBy(Collection<IncidentRef> incidents) {
        return sql.query(
                """
                select link.*
                from unnest(?::text[], ?::text[]) as asked (source, incident_id)
                join incident using (source, incident_id)
                join incident_link link using (service, source, incident_id)
                where link.deployment_id is not null
                order by link.opened_at
                limit ?
                """,
                DeliveryLinkReader::blamed,
                UnnestColumns.of(incidents, IncidentRef::source),
                UnnestColumns.of(incidents, IncidentRef::id),
                MAX_ROWS);
    }

    /** The events about these incidents. */
    public List<IncidentEventRef> findIncidentEvents(Collection<IncidentRef> incidents) {
        return sql.query(
                """
                select service, said_at, identity
                from unnest(?::text[], ?::text[]) as asked (source, incident_id)
                join incident_report using (source, incident_id)
                limit ?
                """,
                row -> new IncidentEventRef(
                        row.getString("service"),
                        Objects.requireNonNull(Sql.instant(row, "said_at")),
                        row.getObject("identity", UUID.class)),
                UnnestColumns.of(incidents, IncidentRef::source),
                UnnestColumns.of(incidents, IncidentRef::id),
                MAX_ROWS);
    }

    private static DeliveryLink delivered(ResultSet row) throws SQLException {
        return new DeliveryLink(
                new CommitRef(row.getString("service"), row.getString("commit_sha")),
                deployment(row),
                row.getString("rule"));
    }

    private static IncidentBlame blamed(ResultSet row) throws SQLException {
        return new IncidentBlame(
                new IncidentRef(row.getString("source"), row.getString("incident_id")),
                deployment(row),
                row.getString("rule"));
    }

    private static DeploymentRef deployment(ResultSet row) throws SQLException {
        return new DeploymentRef(
                row.getString("service"), row.getString("environment"), row.getString("deployment_id"));
    }
}
