package dev.milepost.delivery.facts;

import java.time.Instant;

/**
 * A commit in a tier, with the time since when it is reachable from a deployed head, or since when a deployment looked
 * for its change and did not find it.
 */
record TierCommitTime(DeliveredChange.TierCommit commit, Instant since) {

    @Override
    public int hashCode() {
        return commit.hashCode();
    }
}
