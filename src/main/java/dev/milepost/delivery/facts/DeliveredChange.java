package dev.milepost.delivery.facts;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/** A change and the first deployment that delivered it to a tier. */
record DeliveredChange(
        TierCommit commit,
        Deployment.Key deployment,
        Instant deliveredAt,
        Instant committedAt,
        ServiceDimension dimension,
        DeliveryRule rule) {

    /** A commit of a service in one tier. */
    record TierCommit(String service, String tier, String sha) implements Comparable<TierCommit> {

        private static final Comparator<TierCommit> ORDER = Comparator.comparing(TierCommit::service)
                .thenComparing(TierCommit::sha)
                .thenComparing(TierCommit::tier);

        /** Leaves out the tier. Recomputation looks up millions of these, and few differ only in their tier. */
        @Override
        public int hashCode() {
            return 31 * service.hashCode() + sha.hashCode();
        }

        /** The size of its texts in memory, approximately. */
        long bytes() {
            return RecomputationMemory.bytes(service, tier, sha);
        }

        @Override
        public int compareTo(TierCommit other) {
            return ORDER.compare(this, other);
        }
    }

    @Override
    public int hashCode() {
        return commit.hashCode();
    }

    /** Microseconds from commit to delivery; negative if the clocks disagreed. */
    long leadMicros() {
        return ChronoUnit.MICROS.between(committedAt, deliveredAt);
    }

    RollupContributions.ChangeContribution toContribution() {
        return new RollupContributions.ChangeContribution(
                dimension, commit.tier(), deliveredAt, leadMicros(), rule.wireName());
    }
}
