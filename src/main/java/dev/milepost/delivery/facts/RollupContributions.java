package dev.milepost.delivery.facts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What some links put into the rollups. The same links always put in the same, so that it can be taken out again. */
record RollupContributions(
        List<DeploymentContribution> deployments,
        List<ChangeContribution> changes,
        List<IncidentContribution> incidents) {

    static final RollupContributions NONE = new RollupContributions(List.of(), List.of(), List.of());

    /** @param knownChange whether any change is known of the commits that the deployment names */
    record DeploymentContribution(
            ServiceDimension dimension,
            String tier,
            Instant finishedAt,
            boolean rework,
            boolean failed,
            boolean knownChange) {}

    /**
     * @param leadMicros from commit to delivery, in microseconds; negative where the clocks disagreed
     * @param rule {@code explicit}, {@code ancestry}, {@code window} or {@code head}
     */
    record ChangeContribution(
            ServiceDimension dimension, String tier, Instant deliveredAt, long leadMicros, String rule) {}

    /**
     * @param resolvedAt null while the incident is open
     * @param attributed whether it blames a deployment
     * @param external whether its cause is no deployment; then it is neither attributed nor unattributed
     */
    record IncidentContribution(
            ServiceDimension dimension,
            String tier,
            Instant openedAt,
            @Nullable Instant resolvedAt,
            boolean attributed,
            boolean external) {}
}
