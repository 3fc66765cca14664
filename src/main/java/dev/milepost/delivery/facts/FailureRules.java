package dev.milepost.delivery.facts;

import java.time.Duration;

/**
 * Which deployments have failed (docs/metrics.md, Change failure rate).
 *
 * @param window how long after a deployment an incident, rollback or hotfix may follow that blames it
 * @param remedies whether rollbacks and hotfixes make a deployment a failure, or incidents alone
 */
record FailureRules(Duration window, boolean remedies) {}
