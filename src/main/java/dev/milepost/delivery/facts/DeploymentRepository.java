package dev.milepost.delivery.facts;

import dev.milepost.events.contract.EventOrder;
import dev.milepost.events.contract.TemplateVersion;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Stores deployment events and the deployments aggregated from them. */
@ApplicationScoped
class DeploymentRepository {

    /** The columns of a deployment for {@link #deployment}, without the commits that it lists. */
    static final String WITHOUT_COMMITS = """
            deployment.service, deployment.environment, deployment_id, deployment.tier, status, finished_at,
                deployment.commit_sha, null::text[] as commits, kind, deployment.artifact, event_tier, template,
                template_version
            """;

    private final Sql sql;

    DeploymentRepository(Sql sql) {
        this.sql = sql;
    }

    void insertReports(List<DeploymentEvent> reports) {
        sql.update(
                """
                insert into deployment_report
                    (service, environment, deployment_id, identity, event_time, event_key, status, commit_sha, commits, kind,
                     artifact, event_tier, template, template_version)
                select service, environment, deployment_id, identity, event_time, event_key, status, commit_sha,
                    commits::text[], kind, artifact, event_tier, template, template_version
                from unnest(?::text[], ?::text[], ?::text[], ?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[])
                    as given (service, environment, deployment_id, identity, event_time, event_key, status, commit_sha, commits,
                        kind, artifact, event_tier, template, template_version)
                on conflict do nothing
                """,
                Sql.column(reports, report -> report.key().service()),
                Sql.column(reports, report -> report.key().environment()),
                Sql.column(reports, report -> report.key().id()),
                Sql.column(reports, DeploymentEvent::identity),
                Sql.column(reports, report -> report.order().time()),
                Sql.column(reports, report -> report.order().eventKey()),
                Sql.column(reports, DeploymentEvent::status),
                Sql.column(reports, DeploymentEvent::commit),
                Sql.column(reports, report -> Sql.arrayLiteral(report.commits())),
                Sql.column(reports, DeploymentEvent::kind),
                Sql.column(reports, DeploymentEvent::artifact),
                Sql.column(reports, DeploymentEvent::eventTier),
                Sql.column(reports, report -> name(report.template())),
                Sql.column(reports, report -> version(report.template())));
    }

    /**
     * The commits that aggregating a deployment reads: those stored with it and those of one report.
     *
     * @param report the latest report with commits, whose commits count; null if no report has any
     * @param bytes the size of the commits in memory, approximately
     */
    record StoredCommits(Deployment.Key key, @Nullable UUID report, long bytes) {}

    private record ReportWithCommits(Deployment.Key key, UUID identity, EventOrder order) {}

    List<StoredCommits> findStoredCommits(Collection<Deployment.Key> keys) {
        var latest = findLatestWithCommits(keys);
        return sql.query(
                """
                select service, environment, deployment_id, identity,
                    coalesce(octet_length(deployment.commits::text) + 60 * cardinality(deployment.commits), 0)
                        + coalesce(octet_length(report.commits::text) + 60 * cardinality(report.commits), 0) as bytes
                from unnest(?::text[], ?::text[], ?::text[], ?::uuid[])
                    as asked (service, environment, deployment_id, identity)
                left join deployment using (service, environment, deployment_id)
                left join deployment_report report using (service, environment, deployment_id, identity)
                """,
                row -> new StoredCommits(key(row), row.getObject("identity", UUID.class), row.getLong("bytes")),
                Sql.column(keys, Deployment.Key::service),
                Sql.column(keys, Deployment.Key::environment),
                Sql.column(keys, Deployment.Key::id),
                Sql.column(
                        keys, key -> latest.containsKey(key) ? latest.get(key).identity() : null));
    }

    private Map<Deployment.Key, ReportWithCommits> findLatestWithCommits(Collection<Deployment.Key> keys) {
        return sql.queryByKey(
                """
                select service, environment, deployment_id, identity, event_time, event_key
                from unnest(?::text[], ?::text[], ?::text[]) as asked (service, environment, deployment_id)
                join deployment_report using (service, environment, deployment_id)
                where commits is not null
                order by service, environment, deployment_id
                """,
                row -> new ReportWithCommits(key(row), row.getObject("identity", UUID.class), order(row)),
                ReportWithCommits::key,
                some -> List.of(Collections.max(some, Comparator.comparing(ReportWithCommits::order))),
                some -> some.get(0),
                Sql.column(keys, Deployment.Key::service),
                Sql.column(keys, Deployment.Key::environment),
                Sql.column(keys, Deployment.Key::id));
    }

    /**
     * Returns the result of the reports of each deployment that its aggregation needs, with the commits of only the one
     * whose commits count.
     */
    <R> Map<Deployment.Key, R> findReports(
            Collection<StoredCommits> deployments, Function<List<DeploymentEvent>, R> result) {
        return sql.queryByKey(
                """
                select service, environment, deployment_id, report.identity, event_time, event_key, status, commit_sha,
                    case when report.identity = asked.identity then commits end as commits, kind, artifact, event_tier,
                    template, template_version
                from unnest(?::text[], ?::text[], ?::text[], ?::uuid[])
                    as asked (service, environment, deployment_id, identity)
                join deployment_report report using (service, environment, deployment_id)
                order by service, environment, deployment_id
                """,
                DeploymentRepository::report,
                DeploymentEvent::key,
                Deployment::needed,
                result,
                Sql.column(deployments, deployment -> deployment.key().service()),
                Sql.column(deployments, deployment -> deployment.key().environment()),
                Sql.column(deployments, deployment -> deployment.key().id()),
                Sql.column(deployments, StoredCommits::report));
    }

    List<Deployment> find(Collection<Deployment.Key> keys) {
        return sql.query(
                """
                select deployment.*
                from unnest(?::text[], ?::text[], ?::text[]) as asked (service, environment, deployment_id)
                join deployment using (service, environment, deployment_id)
                """,
                DeploymentRepository::deployment,
                Sql.column(keys, Deployment.Key::service),
                Sql.column(keys, Deployment.Key::environment),
                Sql.column(keys, Deployment.Key::id));
    }

    /** Returns the commits that deployments list. */
    Map<Deployment.Key, List<String>> findCommits(Collection<Deployment.Key> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        return sql
                .query(
                        """
                        select service, environment, deployment_id, commits
                        from unnest(?::text[], ?::text[], ?::text[]) as asked (service, environment, deployment_id)
                        join deployment using (service, environment, deployment_id)
                        where commits is not null
                        """,
                        row -> Map.entry(key(row), Objects.requireNonNull(Sql.texts(row, "commits"))),
                        Sql.column(keys, Deployment.Key::service),
                        Sql.column(keys, Deployment.Key::environment),
                        Sql.column(keys, Deployment.Key::id))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * A successful deployment.
     *
     * @param deployment without its commits
     * @param bytes the size of its commits in memory, approximately; 0 if it names none
     */
    record SucceededDeployment(Deployment deployment, long bytes) {}

    /** The successful deployments of the chains to recompute, in chain order, without their commits. */
    List<SucceededDeployment> findSucceeded(RecomputationStarts moments, RecomputationMemory memory) {
        return sql.queryInParts(
                """
                select deployment.service, environment, deployment_id, tier, status, finished_at, commit_sha,
                    null::text[] as commits, kind, artifact, event_tier, template, template_version,
                    coalesce(octet_length(commits::text) + 60 * cardinality(commits), 0) as bytes
                from unnest(?::text[], ?::timestamptz[], ?::timestamptz[]) as asked (service, since, until)
                join deployment on deployment.service = asked.service and status = 'success' and finished_at >= since
                    and finished_at < coalesce(until, 'infinity')
                order by deployment.service, tier, finished_at, environment, deployment_id
                """,
                memory.taking(
                        row -> new SucceededDeployment(deployment(row), row.getLong("bytes")),
                        one -> one.deployment().bytes()),
                moments.services(),
                moments.starts(),
                moments.ends());
    }

    void upsert(List<Deployment> deployments) {
        sql.update(
                """
                insert into deployment
                    (service, environment, deployment_id, tier, status, finished_at, commit_sha, commits, kind, artifact,
                     event_tier, template, template_version)
                select service, environment, deployment_id, tier, status, finished_at, commit_sha, commits::text[], kind,
                    artifact, event_tier, template, template_version
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[],
                        ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[])
                    as folded (service, environment, deployment_id, tier, status, finished_at, commit_sha, commits, kind,
                        artifact, event_tier, template, template_version)
                on conflict (service, environment, deployment_id) do update
                    set tier = excluded.tier, status = excluded.status, finished_at = excluded.finished_at,
                        commit_sha = excluded.commit_sha, commits = excluded.commits, kind = excluded.kind,
                        artifact = excluded.artifact, event_tier = excluded.event_tier,
                        template = excluded.template, template_version = excluded.template_version
                """,
                Sql.column(deployments, deployment -> deployment.key().service()),
                Sql.column(deployments, deployment -> deployment.key().environment()),
                Sql.column(deployments, deployment -> deployment.key().id()),
                Sql.column(deployments, Deployment::tier),
                Sql.column(deployments, Deployment::status),
                Sql.column(deployments, Deployment::finishedAt),
                Sql.column(deployments, Deployment::commit),
                Sql.column(deployments, deployment -> Sql.arrayLiteral(deployment.commits())),
                Sql.column(deployments, Deployment::kind),
                Sql.column(deployments, Deployment::artifact),
                Sql.column(deployments, Deployment::eventTier),
                Sql.column(deployments, deployment -> name(deployment.template())),
                Sql.column(deployments, deployment -> version(deployment.template())));
    }

    private static DeploymentEvent report(ResultSet row) throws SQLException {
        return new DeploymentEvent(
                key(row),
                row.getObject("identity", UUID.class),
                order(row),
                row.getString("status"),
                row.getString("commit_sha"),
                Sql.texts(row, "commits"),
                row.getString("kind"),
                row.getObject("artifact", UUID.class),
                row.getString("event_tier"),
                template(row));
    }

    private static EventOrder order(ResultSet row) throws SQLException {
        return new EventOrder(Objects.requireNonNull(Sql.instant(row, "event_time")), row.getString("event_key"));
    }

    static Deployment deployment(ResultSet row) throws SQLException {
        return new Deployment(
                key(row),
                row.getString("tier"),
                row.getString("status"),
                Sql.instant(row, "finished_at"),
                row.getString("commit_sha"),
                Sql.texts(row, "commits"),
                row.getString("kind"),
                row.getObject("artifact", UUID.class),
                row.getString("event_tier"),
                template(row));
    }

    private static Deployment.Key key(ResultSet row) throws SQLException {
        return new Deployment.Key(
                row.getString("service"), row.getString("environment"), row.getString("deployment_id"));
    }

    private static @Nullable TemplateVersion template(ResultSet row) throws SQLException {
        var name = row.getString("template");
        return name == null ? null : new TemplateVersion(name, row.getString("template_version"));
    }

    private static @Nullable String name(@Nullable TemplateVersion template) {
        return template == null ? null : template.name();
    }

    private static @Nullable String version(@Nullable TemplateVersion template) {
        return template == null ? null : template.version();
    }
}
