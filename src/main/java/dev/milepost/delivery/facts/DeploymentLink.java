package dev.milepost.delivery.facts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A successful deployment in the chain of its service and tier.
 *
 * @param rule null if it delivers nothing because its head was delivered before
 * @param window the range of commit times that rule {@code window} used; null for other rules
 * @param latestHeadCommittedAt the commit time of the latest head in this environment, up to this deployment, whose
 *     change is known; null if there is none
 * @param failed whether an incident is attributed to it
 * @param knownChange whether a change is stored for any of the commits that it names
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

    /** A range of commit times, {@code (after, until]}. */
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
