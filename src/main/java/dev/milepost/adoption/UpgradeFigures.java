package dev.milepost.adoption;

import dev.milepost.upgrades.PlanCounts.Planned;
import java.time.Instant;
import java.util.List;

/**
 * What became of a release in a window.
 *
 * @param offered services that were on a lower version of the golden path at some time in the window at which the release
 *     was there
 * @param taken services that came to it in the window from a lower version
 * @param planned services that a plan to it was made for
 * @param cleanPlans plans without a conflict
 */
record UpgradeFigures(
        String version,
        Instant publishedAt,
        long offered,
        long taken,
        Share takenOfOffered,
        long planned,
        long cleanPlans,
        long conflictedPlans) {

    static UpgradeFigures of(
            String version, Instant publishedAt, Timeframe window, List<Movement> movements, List<Planned> plans) {
        long offered = movements.stream()
                .filter(movement -> Movement.isBelow(movement.version(), version))
                .filter(movement -> overlaps(movement, publishedAt, window))
                .map(Movement::service)
                .distinct()
                .count();
        long taken = movements.stream()
                .filter(movement -> version.equals(movement.version()) && movement.isUpgrade())
                .filter(movement -> {
                    var at = movement.at();
                    return at != null && window.has(at);
                })
                .map(Movement::service)
                .distinct()
                .count();
        var planned =
                plans.stream().filter(plan -> plan.version().equals(version)).findFirst();
        return new UpgradeFigures(
                version,
                publishedAt,
                offered,
                taken,
                Share.of(taken, offered, "not_offered"),
                planned.map(Planned::services).orElse(0L),
                planned.map(Planned::clean).orElse(0L),
                planned.map(Planned::conflicted).orElse(0L));
    }

    /** Whether the service was on the version at a time in the window, after the release was published. */
    private static boolean overlaps(Movement on, Instant publishedAt, Timeframe window) {
        var begin = publishedAt.isAfter(window.from()) ? publishedAt : window.from();
        var at = on.at();
        var until = on.until();
        return begin.isBefore(window.to())
                && (at == null || at.isBefore(window.to()))
                && (until == null || until.isAfter(begin));
    }
}
