package dev.milepost.delivery.facts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A successful deployment in the chain of its service and tier.
 *
 * @param rule null where it delivers nothing because its head had been delivered before
 * @param window the commit times that rule {@code window} looked at; null with other rules
 * @param latestHeadCommittedAt the commit time of the latest head known up to here in this environment; null where none is
 * @param failed whether an incident blames it
 * @param knownChange whether any change is known of the commits that it names
 */
record DeploymentLink(
        Deployment.Key key,
        String tier,
        Instant finishedAt,
        ServiceDimension dimension,
        @Nullable DeliveryRule rule,
        @Nullable Window window,
        @Nullable Instant latestHeadCommittedAt,
        boolean rework,
        boolean failed,
        boolean knownChange) {

    /** Commit times after one moment and up to another: {@code (after, until]}. */
    record Window(Instant after, Instant until) {}

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    DeploymentLink failed(boolean isFailed) {
        return new DeploymentLink(
                key, tier, finishedAt, dimension, rule, window, latestHeadCommittedAt, rework, isFailed, knownChange);
    }

    RollupContributions.DeploymentContribution toContribution() {
        return new RollupContributions.DeploymentContribution(dimension, tier, finishedAt, rework, failed, knownChange);
    }
}
