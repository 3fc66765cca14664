package dev.milepost.delivery.facts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An opened incident and the deployment that it is attributed to.
 *
 * @param resolvedAt null while it is open
 * @param rule {@code deployment}, {@code commit} or {@code window} (docs/metrics.md, Change failure rate);
 *     {@code external} if its cause is external; null if no rule applied
 * @param blamed null if it is attributed to no deployment
 */
record IncidentLink(
        Incident.Key incident,
        String service,
        String tier,
        ServiceDimension dimension,
        Instant openedAt,
        @Nullable Instant resolvedAt,
        @Nullable String rule,
        Deployment.@Nullable Key blamed) {

    /** The size of its texts in memory, approximately. */
    long bytes() {
        return incident.bytes() + (blamed == null ? 0 : blamed.bytes());
    }

    RollupContributions.IncidentContribution toContribution() {
        return new RollupContributions.IncidentContribution(
                dimension, tier, openedAt, resolvedAt, blamed != null, "external".equals(rule));
    }
}
