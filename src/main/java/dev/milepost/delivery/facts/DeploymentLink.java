package dev.milepost.delivery.facts;

import dev.milepost.delivery.facts.Remedy.AppliedRemedies;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A successful deployment in the chain of its service and tier.
 *
 * @param rule null if it delivers nothing because its head was delivered before
 * @param window the range of commit times that rule {@code window} used; null for other rules
 * @param latestHeadCommittedAt the commit time of the latest head in this environment, up to this deployment, whose
 *     change is known; null if there is none
 * @param knownChange whether a change is stored for any of the commits that it names
 * @param remedy if it is a rollback or hotfix that blames an earlier deployment; otherwise null
 * @param blamed whether an incident is attributed to it
 * @param remedied the rollbacks and hotfixes that blame it; null if there is none
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
        boolean knownChange,
        @Nullable Remedy remedy,
        boolean blamed,
        @Nullable AppliedRemedies remedied) {

    /** A range of commit times, {@code (after, until]}. */
    record Window(Instant after, Instant until) {}

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    /** The same link with other incidents, rollbacks or hotfixes that blame the deployment. */
    DeploymentLink blamedBy(boolean incident, @Nullable AppliedRemedies remedies) {
        return new DeploymentLink(
                key,
                tier,
                finishedAt,
                dimension,
                rule,
                window,
                latestHeadCommittedAt,
                rework,
                knownChange,
                remedy,
                incident,
                remedies);
    }

    /** Adds this rollback or hotfix to the earlier ones that blame the same deployment. */
    AppliedRemedies remedyAfter(@Nullable AppliedRemedies earlier) {
        return AppliedRemedies.after(earlier, Objects.requireNonNull(remedy).kind(), key.id(), finishedAt);
    }

    /** {@code incident}, {@code rollback} or {@code hotfix}; null if it did not fail. */
    @Nullable
    String failedBy() {
        return blamed ? "incident" : remedied == null ? null : remedied.kind();
    }

    /** The deployment that it blames as a rollback or hotfix; null if it blames none. */
    Deployment.@Nullable Key remedyOf() {
        return remedy == null ? null : new Deployment.Key(key.service(), key.environment(), remedy.blamed());
    }

    RollupContributions.DeploymentContribution toContribution() {
        return new RollupContributions.DeploymentContribution(
                dimension,
                tier,
                finishedAt,
                rework,
                knownChange,
                failedBy(),
                blamed || remedied == null ? null : remedied.at());
    }
}
