package dev.milepost.delivery.facts;

import dev.milepost.delivery.facts.RollupContributions.IncidentContribution;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Sums contributions to a delta for each rollup row. */
final class RollupDeltas {

    /** The facts of one service, tier and day are counted in the same rows. */
    private record DimensionDay(ServiceDimension dimension, String tier, LocalDate day)
            implements Comparable<DimensionDay> {

        private static final Comparator<DimensionDay> ORDER = Comparator.comparing(DimensionDay::dimension)
                .thenComparing(DimensionDay::tier)
                .thenComparing(DimensionDay::day);

        @Override
        public int compareTo(DimensionDay other) {
            return ORDER.compare(this, other);
        }
    }

    private final Map<RollupKey, RollupDelta> changes = new HashMap<>();
    private final Map<DimensionDay, List<RollupDelta>> byDay = new HashMap<>();

    /** The net delta of each row. Rows whose removed and added contributions cancel out are absent. */
    static Map<RollupKey, RollupDelta> of(RollupContributions removed, RollupContributions added) {
        var all = new RollupDeltas();
        all.accumulate(removed, -1);
        all.accumulate(added, 1);
        all.changes.values().removeIf(RollupDelta::isZero);
        return all.changes;
    }

    private void accumulate(RollupContributions contributions, int sign) {
        for (var deployment : contributions.deployments()) {
            at(deployment.dimension(), deployment.tier(), deployment.finishedAt(), c -> c.deployment(deployment, sign));
            var recoveredAt = deployment.recoveredAt();
            if (recoveredAt != null) {
                var recovery = Duration.between(deployment.finishedAt(), recoveredAt);
                at(deployment.dimension(), deployment.tier(), recoveredAt, c -> c.recovery(recovery, sign));
            }
        }
        for (var change : contributions.changes()) {
            at(change.dimension(), change.tier(), change.deliveredAt(), c -> c.change(change, sign));
        }
        for (var incident : contributions.incidents()) {
            accumulate(incident, sign);
        }
    }

    private void accumulate(IncidentContribution incident, int sign) {
        var resolvedAt = incident.resolvedAt();
        if (resolvedAt == null || !resolvedAt.isBefore(incident.openedAt())) {
            at(incident.dimension(), incident.tier(), incident.openedAt(), c -> c.opening(incident, sign));
        }
        if (resolvedAt != null) {
            var restore = Duration.between(incident.openedAt(), resolvedAt);
            at(incident.dimension(), incident.tier(), resolvedAt, c -> c.resolution(incident, restore, sign));
        }
    }

    private void at(ServiceDimension dimension, String tier, Instant at, Consumer<RollupDelta> change) {
        var key = new DimensionDay(dimension, tier, LocalDate.ofInstant(at, ZoneOffset.UTC));
        byDay.computeIfAbsent(key, this::rows).forEach(change);
    }

    private List<RollupDelta> rows(DimensionDay key) {
        return RollupKey.of(key.dimension, key.tier, key.day).stream()
                .map(row -> changes.computeIfAbsent(row, k -> new RollupDelta()))
                .toList();
    }
}
