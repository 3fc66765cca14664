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
 * An incident.
 *
 * @param environment null if no event names one
 * @param timeToRestoreSeconds null while it is open; negative if it is excluded from the metric
 * @param deploymentId the deployment that it is attributed to
 * @param rule the rule that attributed it; null if none applied
 */
@JsonNaming(SnakeCaseStrategy.class)
record IncidentRecord(
        String source,
        String incidentId,
        String service,
        @Nullable String environment,
        Instant openedAt,
        @Nullable Instant resolvedAt,
        @Nullable BigDecimal timeToRestoreSeconds,
        @Nullable String deploymentId,
        @Nullable String deploymentEnvironment,
        @Nullable String rule,
        @Nullable String cause) {

    static IncidentRecord of(ResultSet row) throws SQLException {
        @Nullable BigDecimal restore = row.getBigDecimal("time_to_restore_seconds");
        return new IncidentRecord(
                row.getString("source"),
                row.getString("incident_id"),
                row.getString("service"),
                row.getString("event_environment"),
                Objects.requireNonNull(Sql.instant(row, "opened_at")),
                Sql.instant(row, "resolved_at"),
                restore,
                row.getString("deployment_id"),
                row.getString("environment"),
                row.getString("rule"),
                row.getString("cause"));
    }
}
