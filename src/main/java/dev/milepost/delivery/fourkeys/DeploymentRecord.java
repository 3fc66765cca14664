package dev.milepost.delivery.fourkeys;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A successful deployment.
 *
 * @param rule the rule that found its changes; null if it delivers nothing new
 * @param failed whether an incident is attributed to it
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
        boolean rework,
        long changes) {}
