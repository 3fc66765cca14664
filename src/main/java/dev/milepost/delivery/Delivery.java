package dev.milepost.delivery;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A change that has reached a tier, by this deployment first. */
record Delivery(
        Commit commit,
        Deployment.Key deployment,
        Instant deliveredAt,
        Instant committedAt,
        Dimension dimension,
        Rule rule) {

    /** A commit of a service, as it is seen in one tier. */
    record Commit(String service, String tier, String sha) {

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

    Contributions.ChangeDelivered counted() {
        return new Contributions.ChangeDelivered(dimension, commit.tier(), deliveredAt, leadMicros(), rule.word());
    }
}
