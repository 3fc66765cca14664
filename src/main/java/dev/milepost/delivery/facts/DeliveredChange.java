package dev.milepost.delivery.facts;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A change that has reached a tier, by this deployment first. */
record DeliveredChange(
        TierCommit commit,
        Deployment.Key deployment,
        Instant deliveredAt,
        Instant committedAt,
        ServiceDimension dimension,
        DeliveryRule rule) {

    /** A commit of a service, as it is seen in one tier. */
    record TierCommit(String service, String tier, String sha) {

        /** Recomputation looks up millions of these; the tier tells few apart. */
        @Override
        public int hashCode() {
            return 31 * service.hashCode() + sha.hashCode();
        }
    }

    @Override
    public int hashCode() {
        return commit.hashCode();
    }

    /** From commit to delivery; negative where the clocks disagreed. */
    long leadMicros() {
        return ChronoUnit.MICROS.between(committedAt, deliveredAt);
    }

    RollupContributions.ChangeContribution toContribution() {
        return new RollupContributions.ChangeContribution(
                dimension, commit.tier(), deliveredAt, leadMicros(), rule.wireName());
    }
}
