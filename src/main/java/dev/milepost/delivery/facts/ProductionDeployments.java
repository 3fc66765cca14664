package dev.milepost.delivery.facts;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists successful deployments to production, newest first. */
@ApplicationScoped
@Transactional
public class ProductionDeployments {

    private static final String FIND = """
            select deployment.*, (
                select array_agg(distinct report.artifact) from deployment_report report
                where report.service = deployment.service and report.deployment_id = deployment.deployment_id
                    and report.environment = deployment.environment and report.artifact is not null) as artifacts
            from deployment
            where status = 'success' and tier = 'production' and finished_at >= ?
                and (finished_at, service, deployment_id, environment) < (?, ?, ?, ?) %s
            order by finished_at desc, service desc, deployment_id desc, environment desc
            limit ?
            """;

    private final Sql sql;

    public ProductionDeployments(Sql sql) {
        this.sql = sql;
    }

    /**
     * A deployment.
     *
     * @param commitSha null if unknown
     * @param artifacts the hashes of the artifacts that its events name; see {@link #artifactKey}
     */
    public record ProductionDeployment(
            String service,
            String environment,
            String deploymentId,
            Instant finishedAt,
            @Nullable String commitSha,
            List<UUID> artifacts) {

        public ProductionDeployment {
            artifacts = List.copyOf(artifacts);
        }
    }

    /** A place in the list: the last deployment of a page. */
    public record Position(Instant finishedAt, String service, String deploymentId, String environment) {}

    /** The hash by which artifacts are compared. */
    public static UUID artifactKey(String artifact) {
        return Build.hash(artifact);
    }

    /**
     * Finds deployments that finished from a time on.
     *
     * @param service null for all
     * @param before those before it in time; of the same time those with lesser names
     */
    public List<ProductionDeployment> find(@Nullable String service, Instant from, Position before, int limit) {
        return service == null
                ? sql.query(
                        FIND.formatted(""),
                        ProductionDeployments::deployment,
                        from,
                        before.finishedAt(),
                        before.service(),
                        before.deploymentId(),
                        before.environment(),
                        limit)
                : sql.query(
                        FIND.formatted("and service = ?"),
                        ProductionDeployments::deployment,
                        from,
                        before.finishedAt(),
                        before.service(),
                        before.deploymentId(),
                        before.environment(),
                        service,
                        limit);
    }

    private static ProductionDeployment deployment(ResultSet row) throws SQLException {
        var artifacts = row.getArray("artifacts");
        return new ProductionDeployment(
                row.getString("service"),
                row.getString("environment"),
                row.getString("deployment_id"),
                Objects.requireNonNull(Sql.instant(row, "finished_at")),
                row.getString("commit_sha"),
                artifacts == null ? List.of() : Arrays.asList((UUID[]) artifacts.getArray()));
    }
}
