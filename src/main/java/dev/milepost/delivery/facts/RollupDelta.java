package dev.milepost.delivery.facts;

import dev.milepost.delivery.facts.RollupContributions.ChangeContribution;
import dev.milepost.delivery.facts.RollupContributions.DeploymentContribution;
import dev.milepost.delivery.facts.RollupContributions.IncidentContribution;
import java.time.Duration;

/** The counts and durations to add to one rollup row; negative if more is removed than added. */
final class RollupDelta {

    int deployments;
    int rework;
    int failed;
    int failedByRollback;
    int failedByHotfix;
    int withoutKnownChange;
    int negative;
    int explicit;
    int ancestry;
    int inWindow;
    int head;
    int opened;
    int unattributed;
    int leftOut;
    final DurationDelta leads = new DurationDelta();
    final DurationDelta restores = new DurationDelta();
    final DurationDelta recoveries = new DurationDelta();

    /** @param sign 1 to add, -1 to remove; the same in the methods below */
    void deployment(DeploymentContribution deployment, int sign) {
        deployments += sign;
        rework += deployment.rework() ? sign : 0;
        failed += deployment.failedBy() == null ? 0 : sign;
        failedByRollback += Remedy.ROLLBACK.equals(deployment.failedBy()) ? sign : 0;
        failedByHotfix += Remedy.HOTFIX.equals(deployment.failedBy()) ? sign : 0;
        withoutKnownChange += deployment.knownChange() ? 0 : sign;
    }

    void change(ChangeContribution change, int sign) {
        if (change.leadMicros() < 0) {
            negative += sign;
            return;
        }
        leads.add(change.leadMicros(), sign);
        switch (change.rule()) {
            case "explicit" -> explicit += sign;
            case "ancestry" -> ancestry += sign;
            case "window" -> inWindow += sign;
            case "head" -> head += sign;
            default -> throw new IllegalArgumentException("no rule " + change.rule());
        }
    }

    void opening(IncidentContribution incident, int sign) {
        opened += sign;
        unattributed += incident.attributed() || incident.external() ? 0 : sign;
    }

    void resolution(IncidentContribution incident, Duration restore, int sign) {
        if (restore.isNegative()) {
            leftOut += sign;
            return;
        }
        restores.add(micros(restore), sign);
        if (incident.attributed()) {
            recovery(restore, sign);
        }
    }

    void recovery(Duration recovery, int sign) {
        recoveries.add(micros(recovery), sign);
    }

    private static long micros(Duration duration) {
        return duration.toSeconds() * 1_000_000 + duration.toNanosPart() / 1_000;
    }

    boolean isZero() {
        return (deployments | rework | failed | failedByRollback | failedByHotfix | withoutKnownChange) == 0
                && (opened | unattributed | leftOut) == 0
                && (negative | explicit | ancestry | inWindow | head) == 0
                && leads.isZero()
                && restores.isZero()
                && recoveries.isZero();
    }

    /** Whether any value decreases, so that all counts of the row may now be 0. */
    boolean removesAny() {
        return Math.min(deployments, opened) < 0
                || Math.min(negative, leftOut) < 0
                || Math.min(leads.count(), restores.count()) < 0
                || recoveries.count() < 0;
    }
}
