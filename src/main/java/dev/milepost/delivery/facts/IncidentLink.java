package dev.milepost.delivery.facts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An incident that has been opened, and the deployment that it blames.
 *
 * @param resolvedAt null while it is open
 * @param rule {@code deployment}, {@code commit} or {@code window} (docs/metrics.md, Change failure rate); {@code external}
 *     where the cause is; null where no rule applied
 * @param blamed null where it blames none
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

    RollupContributions.IncidentContribution toContribution() {
        return new RollupContributions.IncidentContribution(
                dimension, tier, openedAt, resolvedAt, blamed != null, "external".equals(rule));
    }
}
