package dev.milepost.delivery.facts;

import java.time.Instant;

/**
 * Since when something is so of a commit in a tier: that it is reachable from a deployment's head, or that a deployment
 * looked for it in vain.
 */
record CommitFlag(DeliveredChange.TierCommit commit, Instant since) {

    @Override
    public int hashCode() {
        return commit.hashCode();
    }
}
