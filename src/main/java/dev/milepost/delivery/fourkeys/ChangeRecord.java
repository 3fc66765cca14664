package dev.milepost.delivery.fourkeys;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A delivered change.
 *
 * @param leadTimeSeconds negative where it is left out of the lead time
 * @param rule what linked it to the deployment that delivered it
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
