package dev.milepost.delivery.fourkeys;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.milepost.platform.sql.Sql;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A delivered change.
 *
 * @param leadTimeSeconds negative if the change is excluded from the lead time
 * @param rule the rule that linked it to the deployment that delivered it
 * @param firstCommitAt a moment of its pull request, as are the following; null if it is unknown
 */
@JsonNaming(SnakeCaseStrategy.class)
record ChangeRecord(
        String service,
        String commitSha,
        Instant committedAt,
        Instant deliveredAt,
        BigDecimal leadTimeSeconds,
        String environment,
        String deploymentId,
        String rule,
        @Nullable Instant firstCommitAt,
        @Nullable Instant openedAt,
        @Nullable Instant firstReviewAt,
        @Nullable Instant approvedAt,
        @Nullable Instant mergedAt) {

    static ChangeRecord of(ResultSet row) throws SQLException {
        return new ChangeRecord(
                row.getString("service"),
                row.getString("commit_sha"),
                Objects.requireNonNull(Sql.instant(row, "committed_at")),
                Objects.requireNonNull(Sql.instant(row, "delivered_at")),
                row.getBigDecimal("lead_time_seconds"),
                row.getString("environment"),
                row.getString("deployment_id"),
                row.getString("rule"),
                Sql.instant(row, "first_commit_at"),
                Sql.instant(row, "opened_at"),
                Sql.instant(row, "first_review_at"),
                Sql.instant(row, "approved_at"),
                Sql.instant(row, "merged_at"));
    }
}
