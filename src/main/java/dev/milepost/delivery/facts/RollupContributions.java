package dev.milepost.delivery.facts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contributions of links to the rollups. The same links always make the same contributions, so these can be
 * subtracted again.
 */
record RollupContributions(
        List<DeploymentContribution> deployments,
        List<ChangeContribution> changes,
        List<IncidentContribution> incidents) {

    static final RollupContributions NONE = new RollupContributions(List.of(), List.of(), List.of());

    /**
     * @param knownChange whether a change is stored for any of the commits that the deployment names
     * @param failedBy {@code incident}, {@code rollback} or {@code hotfix}; null if it did not fail
     * @param recoveredAt when the rollback or hotfix finished if it failed by these alone; otherwise null
     */
    record DeploymentContribution(
            ServiceDimension dimension,
            String tier,
            Instant finishedAt,
            boolean rework,
            boolean knownChange,
            @Nullable String failedBy,
            @Nullable Instant recoveredAt) {}

    /**
     * @param leadMicros from commit to delivery, in microseconds; negative if the clocks disagreed
     * @param rule {@code explicit}, {@code ancestry}, {@code window} or {@code head}
     */
    record ChangeContribution(
            ServiceDimension dimension, String tier, Instant deliveredAt, long leadMicros, String rule) {}

    /**
     * @param resolvedAt null while the incident is open
     * @param attributed whether the incident is attributed to a deployment
     * @param external whether its cause is external; then it counts neither as attributed nor as unattributed
     */
    record IncidentContribution(
            ServiceDimension dimension,
            String tier,
            Instant openedAt,
            @Nullable Instant resolvedAt,
            boolean attributed,
            boolean external) {}
}
