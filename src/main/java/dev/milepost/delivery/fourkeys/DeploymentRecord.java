package dev.milepost.delivery.fourkeys;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.milepost.platform.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A successful deployment.
 *
 * @param commitSha the head
 * @param rule the rule that found its changes; null if it delivers nothing new
 * @param failedBy {@code incident}, {@code rollback} or {@code hotfix}; null if it did not fail
 * @param failure what made it a failure; null if it did not fail
 * @param changes the number of changes that it delivers
 */
@JsonNaming(SnakeCaseStrategy.class)
record DeploymentRecord(
        String service,
        String environment,
        String deploymentId,
        Instant finishedAt,
        @Nullable String commitSha,
        @Nullable String kind,
        @Nullable String rule,
        boolean failed,
        @Nullable String failedBy,
        @Nullable Failure failure,
        boolean rework,
        long changes) {

    /**
     * What made a deployment a failure: the earliest attributed incident, else the earliest rollback or hotfix.
     *
     * @param rule the rule that attributed the incident; null for a rollback or hotfix
     * @param source of the incident; null for a rollback or hotfix
     * @param incidentId null for a rollback or hotfix
     * @param deploymentId the rollback or hotfix; null for an incident
     * @param recoveredAt when the earliest rollback or hotfix finished; null for an incident
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Failure(
            @Nullable String rule,
            @Nullable String source,
            @Nullable String incidentId,
            @Nullable String deploymentId,
            @Nullable Instant recoveredAt) {

        private static @Nullable Failure of(ResultSet row, @Nullable String failedBy) throws SQLException {
            if (failedBy == null) {
                return null;
            }
            return failedBy.equals("incident")
                    ? new Failure(
                            row.getString("incident_rule"),
                            row.getString("incident_source"),
                            row.getString("incident_id"),
                            null,
                            null)
                    : new Failure(null, null, null, row.getString("remedied_by"), Sql.instant(row, "remedied_at"));
        }
    }

    static DeploymentRecord of(ResultSet row) throws SQLException {
        var failedBy = row.getString("failed_by");
        return new DeploymentRecord(
                row.getString("service"),
                row.getString("environment"),
                row.getString("deployment_id"),
                Objects.requireNonNull(Sql.instant(row, "finished_at")),
                row.getString("commit_sha"),
                row.getString("kind"),
                row.getString("rule"),
                failedBy != null,
                failedBy,
                Failure.of(row, failedBy),
                row.getBoolean("rework"),
                row.getLong("changes"));
    }
}
