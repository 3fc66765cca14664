package dev.milepost.delivery.facts;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Reads the links between changes, deployments and incidents, for correlations. */
@ApplicationScoped
public class DeliveryLinkReader {

    private static final int MAX_ROWS = 1_000;

    private final Sql sql;

    DeliveryLinkReader(Sql sql) {
        this.sql = sql;
    }

    public record CommitRef(String service, String sha) implements Comparable<CommitRef> {

        private static final Comparator<CommitRef> ORDER =
                Comparator.comparing(CommitRef::service).thenComparing(CommitRef::sha);

        @Override
        public int compareTo(CommitRef other) {
            return ORDER.compare(this, other);
        }
    }

    public record DeploymentRef(String service, String environment, String id) implements Comparable<DeploymentRef> {

        private static final Comparator<DeploymentRef> ORDER = Comparator.comparing(DeploymentRef::service)
                .thenComparing(DeploymentRef::environment)
                .thenComparing(DeploymentRef::id);

        @Override
        public int compareTo(DeploymentRef other) {
            return ORDER.compare(this, other);
        }
    }

    public record IncidentRef(String source, String id) implements Comparable<IncidentRef> {

        private static final Comparator<IncidentRef> ORDER =
                Comparator.comparing(IncidentRef::source).thenComparing(IncidentRef::id);

        @Override
        public int compareTo(IncidentRef other) {
            return ORDER.compare(this, other);
        }
    }

    /** A change, the first deployment that delivered it to a tier, and the rule that linked them. */
    public record DeliveryLink(CommitRef commit, DeploymentRef deployment, String rule)
            implements Comparable<DeliveryLink> {

        private static final Comparator<DeliveryLink> ORDER = Comparator.comparing(DeliveryLink::commit)
                .thenComparing(DeliveryLink::deployment)
                .thenComparing(DeliveryLink::rule);

        @Override
        public int compareTo(DeliveryLink other) {
            return ORDER.compare(this, other);
        }
    }

    /** An incident, the deployment that it is attributed to, and the rule that linked them. */
    public record IncidentBlame(IncidentRef incident, DeploymentRef deployment, String rule)
            implements Comparable<IncidentBlame> {

        private static final Comparator<IncidentBlame> ORDER = Comparator.comparing(IncidentBlame::incident)
                .thenComparing(IncidentBlame::deployment)
                .thenComparing(IncidentBlame::rule);

        @Override
        public int compareTo(IncidentBlame other) {
            return ORDER.compare(this, other);
        }
    }

    /** An event about an incident, by the key of the event log. */
    public record IncidentEventRef(String service, Instant at, UUID identity) {}

    /** The deliveries of these changes, oldest first. Returns 1,000 at most, as all methods here do. */
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
                Sql.column(commits, CommitRef::service),
                Sql.column(commits, CommitRef::sha),
                MAX_ROWS);
    }

    /** The changes that these deployments delivered, oldest commit first. */
    public List<DeliveryLink> findDeliveriesBy(Collection<DeploymentRef> deployments) {
        return sql.query(
                """
                select delivery.*
                from unnest(?::text[], ?::text[], ?::text[]) as asked (service, environment, deployment_id)
                join deployment_link link using (service, environment, deployment_id)
                join delivery on delivery.service collate "POSIX" = link.service and delivered_at = finished_at
                    and delivery.environment = link.environment and delivery.deployment_id = link.deployment_id
                order by committed_at
                limit ?
                """,
                DeliveryLinkReader::delivered,
                Sql.column(deployments, DeploymentRef::service),
                Sql.column(deployments, DeploymentRef::environment),
                Sql.column(deployments, DeploymentRef::id),
                MAX_ROWS);
    }

    /** The incidents that are attributed to these deployments, oldest first. */
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
                Sql.column(deployments, DeploymentRef::service),
                Sql.column(deployments, DeploymentRef::environment),
                Sql.column(deployments, DeploymentRef::id),
                MAX_ROWS);
    }

    /** The deployments that these incidents are attributed to. */
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
                Sql.column(incidents, IncidentRef::source),
                Sql.column(incidents, IncidentRef::id),
                MAX_ROWS);
    }

    /** The events about these incidents. */
    public List<IncidentEventRef> findIncidentEvents(Collection<IncidentRef> incidents) {
        return sql.query(
                """
                select service, event_time, identity
                from unnest(?::text[], ?::text[]) as asked (source, incident_id)
                join incident_report using (source, incident_id)
                limit ?
                """,
                row -> new IncidentEventRef(
                        row.getString("service"),
                        Objects.requireNonNull(Sql.instant(row, "event_time")),
                        row.getObject("identity", UUID.class)),
                Sql.column(incidents, IncidentRef::source),
                Sql.column(incidents, IncidentRef::id),
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
