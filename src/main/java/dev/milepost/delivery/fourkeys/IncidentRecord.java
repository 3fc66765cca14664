package dev.milepost.delivery.fourkeys;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.time.Instant;
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
        @Nullable String cause) {}
