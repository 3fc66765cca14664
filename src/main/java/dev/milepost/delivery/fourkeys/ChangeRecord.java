package dev.milepost.delivery.fourkeys;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A delivered change.
 *
 * @param leadTimeSeconds negative if the change is excluded from the lead time
 * @param rule the rule that linked it to the deployment that delivered it
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
        String rule) {}
