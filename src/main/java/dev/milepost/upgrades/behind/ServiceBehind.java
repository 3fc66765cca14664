package dev.milepost.upgrades.behind;

import dev.milepost.catalog.ownership.ServiceHistory.KnownService;
import dev.milepost.templates.registry.ReleaseGaps.ReleaseGap;
import dev.milepost.templates.registry.ReleaseGaps.Severity;
import dev.milepost.upgrades.outcomes.ServiceUpgrades.ServiceUpgrade;
import dev.milepost.upgrades.plans.PlanStatistics.PlanSummary;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/**
 * A service that is behind.
 *
 * @param newest the version on channel {@code stable}; null if the service is not behind
 * @param versions the number of versions to cross
 * @param days whole days between the publications of both versions
 * @param since the publication of the first version to cross
 * @param severity the greatest of the versions to cross
 * @param openUpgrade the upgrade with an open pull request; null if there is none
 * @param offer the last offer of a later version that had no outcome; null if there is none
 * @param lastPlan the last plan from the service's version; null if none was made
 */
record ServiceBehind(
        String service,
        @Nullable String team,
        String template,
        String version,
        @Nullable String newest,
        boolean breaking,
        int versions,
        long days,
        @Nullable Instant since,
        @Nullable Severity severity,
        @Nullable OpenUpgrade openUpgrade,
        @Nullable Offer offer,
        @Nullable LastPlan lastPlan) {

    record OpenUpgrade(
            String version,
            @Nullable Instant openedAt,
            @Nullable String repository,
            @Nullable String pullRequest) {}

    record Offer(
            String version, Instant offeredAt, @Nullable String campaign) {}

    record LastPlan(String to, Instant plannedAt, int conflicts, int conflictedFiles) {}

    /** @param upgrades of the service, in the order of their last change */
    static ServiceBehind of(
            KnownService service, ReleaseGap gap, List<ServiceUpgrade> upgrades, List<PlanSummary> plans) {
        var later = upgrades.stream()
                .filter(upgrade -> upgrade.template().equals(gap.template()))
                .filter(upgrade -> isLater(upgrade.version(), gap.version()))
                .toList();
        return new ServiceBehind(
                service.service(),
                service.known().team(),
                gap.template(),
                gap.version(),
                gap.newest(),
                gap.isBreaking(),
                gap.versions(),
                gap.days(),
                gap.since(),
                gap.severity(),
                later.stream()
                        .filter(ServiceUpgrade::isOpen)
                        .reduce((one, other) -> other)
                        .map(open ->
                                new OpenUpgrade(open.version(), open.since(), open.repository(), open.pullRequest()))
                        .orElse(null),
                later.stream()
                        .filter(upgrade -> upgrade.state() == null)
                        .reduce((one, other) -> other)
                        .map(offered -> new Offer(
                                offered.version(), Objects.requireNonNull(offered.offeredAt()), offered.campaign()))
                        .orElse(null),
                plans.stream()
                        .filter(plan -> plan.template().equals(gap.template())
                                && plan.from().equals(gap.version()))
                        .findFirst()
                        .map(plan ->
                                new LastPlan(plan.to(), plan.plannedAt(), plan.conflicts(), plan.conflictedFiles()))
                        .orElse(null));
    }

    private static boolean isLater(String version, String other) {
        return Semver.isValid(version) && new Semver(version).isGreaterThan(new Semver(other));
    }
}
