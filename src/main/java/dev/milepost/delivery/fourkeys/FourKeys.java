package dev.milepost.delivery.fourkeys;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.milepost.delivery.fourkeys.Benchmark.Level;
import dev.milepost.events.log.Backlog;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The response body. A value without data is null with a reason, never 0.
 *
 * @param unknown the names of the filter that no event and no entity has, by parameter; null if there is none
 * @param recomputing the progress of recomputing all services with changed settings; null if none is left
 * @param groupsTruncated whether there are more groups than are returned; null if no grouping was requested
 */
@JsonNaming(SnakeCaseStrategy.class)
record FourKeys(
        String definition,
        Benchmark benchmark,
        QueryWindow window,
        @JsonInclude(Include.NON_NULL) @Nullable Map<String, List<String>> unknown,
        @JsonInclude(Include.NON_NULL) Backlog.@Nullable Recomputing recomputing,
        @JsonUnwrapped Metrics metrics,
        @JsonInclude(Include.NON_NULL) @Nullable List<Bucket> series,
        @JsonInclude(Include.NON_NULL) @Nullable List<Group> groups,
        @JsonInclude(Include.NON_NULL) @Nullable Boolean groupsTruncated) {

    /**
     * @param until when the counted part ends: {@code to}, or now if that is earlier
     * @param environment a tier
     */
    record QueryWindow(Instant from, Instant to, Instant until, String tz, String environment) {}

    /** @param partial whether the bucket is cut by the start or end of the window */
    record Bucket(
            Instant from,
            Instant to,
            boolean partial,
            @JsonUnwrapped Metrics metrics) {}

    record Group(String key, @JsonUnwrapped Metrics metrics) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Metrics(
            DeploymentFrequency deploymentFrequency,
            LeadTime leadTimeForChanges,
            ChangeFailureRate changeFailureRate,
            TimeToRestore timeToRestore,
            RecoveryTime failedDeploymentRecoveryTime,
            ReworkRate deploymentReworkRate,
            Coverage coverage,
            @JsonInclude(Include.NON_NULL) @Nullable Score score) {

        Metrics withScore() {
            return new Metrics(
                    deploymentFrequency,
                    leadTimeForChanges,
                    changeFailureRate,
                    timeToRestore,
                    failedDeploymentRecoveryTime,
                    deploymentReworkRate,
                    coverage,
                    Score.of(this));
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record DeploymentFrequency(
            long count,
            @Nullable Double perDay,
            @Nullable Integer deploymentDays,
            @Nullable Double medianDaysPerWeek,
            @JsonInclude(Include.NON_NULL) @Nullable Level level,
            @JsonInclude(Include.NON_NULL) @Nullable Double score,
            @JsonInclude(Include.NON_NULL) @Nullable NoDataReason reason) {}

    /**
     * @param start where the lead times begin
     * @param withoutStart changes that are left out because their start is unknown
     * @param stages null if the changes are too many
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record LeadTime(
            LeadStart start,
            long count,
            @Nullable BigDecimal p50Seconds,
            @Nullable BigDecimal p75Seconds,
            @Nullable BigDecimal p90Seconds,
            @Nullable BigDecimal p95Seconds,
            @Nullable BigDecimal meanSeconds,
            long negative,
            long withoutStart,
            Map<String, Long> attribution,
            @Nullable Map<Stage, StageTime> stages,
            @JsonInclude(Include.NON_NULL) @Nullable Estimator estimator,
            @JsonInclude(Include.NON_NULL) @Nullable Level level,
            @JsonInclude(Include.NON_NULL) @Nullable Double score,
            @JsonInclude(Include.NON_NULL) @Nullable NoDataReason reason) {}

    /**
     * @param missing changes that are left out because one end is unknown
     * @param negative changes that are left out because the duration is negative
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record StageTime(
            long count,
            @Nullable BigDecimal p50Seconds,
            @Nullable BigDecimal p90Seconds,
            @Nullable BigDecimal meanSeconds,
            long missing,
            long negative) {}

    /**
     * @param failedBy the number of failed deployments by what made them failures
     * @param counted what makes a deployment a failure in this installation
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record ChangeFailureRate(
            long failed,
            long deployments,
            @Nullable Double ratio,
            Map<String, Long> failedBy,
            List<String> counted,
            @JsonInclude(Include.NON_NULL) @Nullable Level level,
            @JsonInclude(Include.NON_NULL) @Nullable Double score,
            @JsonInclude(Include.NON_NULL) @Nullable NoDataReason reason) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record TimeToRestore(
            long count,
            long open,
            @Nullable BigDecimal p50Seconds,
            @Nullable BigDecimal p90Seconds,
            @Nullable BigDecimal meanSeconds,
            @JsonInclude(Include.NON_NULL) @Nullable Estimator estimator,
            @JsonInclude(Include.NON_NULL) @Nullable Level level,
            @JsonInclude(Include.NON_NULL) @Nullable NoDataReason reason) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record RecoveryTime(
            long count,
            @Nullable BigDecimal p50Seconds,
            @Nullable BigDecimal p90Seconds,
            @Nullable BigDecimal meanSeconds,
            @JsonInclude(Include.NON_NULL) @Nullable Estimator estimator,
            @JsonInclude(Include.NON_NULL) @Nullable Double score,
            @JsonInclude(Include.NON_NULL) @Nullable NoDataReason reason) {}

    record ReworkRate(
            long rework,
            long deployments,
            @Nullable Double ratio,
            @JsonInclude(Include.NON_NULL) @Nullable Double score,
            @JsonInclude(Include.NON_NULL) @Nullable NoDataReason reason) {}

    /**
     * @param changesNotYetDelivered null if the changes are too many
     * @param changesLimit the number of changes up to which this and the stages are counted; null if both are
     * @param eventsQuarantined the count of the whole window; null in a bucket or group
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Coverage(
            long deploymentsWithoutKnownChange,
            long incidentsUnattributed,
            long incidentsLeftOut,
            @Nullable Long changesNotYetDelivered,
            @JsonInclude(Include.NON_NULL) @Nullable Integer changesLimit,
            @JsonInclude(Include.NON_NULL) @Nullable Long eventsQuarantined) {}

    /** The reason why a metric has no value. */
    enum NoDataReason {
        NO_DEPLOYMENTS,
        NO_CHANGES,
        /** No incident was ever received, so the failures are incomplete. */
        NO_INCIDENT_SOURCE,
        NO_RESOLVED_INCIDENTS;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The relative error of quantiles that are not exact. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Estimator(String kind, double relativeError) {}
}
