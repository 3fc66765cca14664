package dev.milepost.insights.adoption;

import dev.milepost.upgrades.outcomes.ServiceUpgrades.OutcomeTotals;
import dev.milepost.upgrades.plans.PlanStatistics.PlanTotals;
import java.time.Instant;
import java.util.List;

/**
 * Upgrades to a release in a window.
 *
 * @param offered the number of services that were on a lower version at some time in the window after the release was
 *     published
 * @param taken the number of services that upgraded to it from a lower version in the window
 * @param planned the number of services with an upgrade plan to it
 * @param cleanPlans the number of plans without a conflict
 * @param outcomes the number of services whose upgrade to it was opened, merged, declined or failed for the first time
 */
record UpgradeFigures(
        String version,
        Instant publishedAt,
        long offered,
        long taken,
        Ratio takenOfOffered,
        long planned,
        long cleanPlans,
        long conflictedPlans,
        Outcomes outcomes) {

    record Outcomes(long opened, long merged, long declined, long failed) {

        static Outcomes of(String version, List<OutcomeTotals> totals) {
            return totals.stream()
                    .filter(total -> total.version().equals(version))
                    .findFirst()
                    .map(total -> new Outcomes(total.opened(), total.merged(), total.declined(), total.failed()))
                    .orElse(new Outcomes(0, 0, 0, 0));
        }
    }

    static UpgradeFigures of(
            String version,
            Instant publishedAt,
            Timeframe window,
            List<VersionChange> changes,
            List<PlanTotals> plans,
            List<OutcomeTotals> outcomes) {
        long offered = changes.stream()
                .filter(change -> VersionChange.isLower(change.version(), version))
                .filter(change -> overlaps(change, publishedAt, window))
                .map(VersionChange::service)
                .distinct()
                .count();
        long taken = changes.stream()
                .filter(change -> version.equals(change.version()) && change.isUpgrade())
                .filter(change -> {
                    var at = change.at();
                    return at != null && window.contains(at);
                })
                .map(VersionChange::service)
                .distinct()
                .count();
        var planned =
                plans.stream().filter(plan -> plan.version().equals(version)).findFirst();
        return new UpgradeFigures(
                version,
                publishedAt,
                offered,
                taken,
                Ratio.of(taken, offered, "not_offered"),
                planned.map(PlanTotals::services).orElse(0L),
                planned.map(PlanTotals::clean).orElse(0L),
                planned.map(PlanTotals::conflicted).orElse(0L),
                Outcomes.of(version, outcomes));
    }

    /** Whether the service was on the version at a time in the window, after the release was published. */
    private static boolean overlaps(VersionChange on, Instant publishedAt, Timeframe window) {
        var begin = publishedAt.isAfter(window.from()) ? publishedAt : window.from();
        var at = on.at();
        var until = on.until();
        return begin.isBefore(window.to())
                && (at == null || at.isBefore(window.to()))
                && (until == null || until.isAfter(begin));
    }
}
