package dev.milepost.delivery;

import dev.milepost.delivery.Contributions.IncidentCounted;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Gathers what contributions change in which rows of the rollups. */
final class RollupChanges {

    /** The facts of one service, tier and day all go into the same rows. */
    private record Place(Dimension dimension, String tier, LocalDate day) {}

    private final Map<RollupKey, RollupChange> changes = new HashMap<>();
    private final Map<Place, List<RollupChange>> places = new HashMap<>();

    /** What is left when what is put in again is set against what is taken out. */
    static Map<RollupKey, RollupChange> of(Contributions removed, Contributions added) {
        var all = new RollupChanges();
        all.gather(removed, -1);
        all.gather(added, 1);
        all.changes.values().removeIf(RollupChange::isNothing);
        return all.changes;
    }

    private void gather(Contributions contributions, int sign) {
        for (var deployment : contributions.deployments()) {
            at(deployment.dimension(), deployment.tier(), deployment.finishedAt(), c -> c.deployment(deployment, sign));
        }
        for (var change : contributions.changes()) {
            at(change.dimension(), change.tier(), change.deliveredAt(), c -> c.change(change, sign));
        }
        for (var incident : contributions.incidents()) {
            gather(incident, sign);
        }
    }

    private void gather(IncidentCounted incident, int sign) {
        var resolvedAt = incident.resolvedAt();
        if (resolvedAt == null || !resolvedAt.isBefore(incident.openedAt())) {
            at(incident.dimension(), incident.tier(), incident.openedAt(), c -> c.opening(incident, sign));
        }
        if (resolvedAt != null) {
            var restore = Duration.between(incident.openedAt(), resolvedAt);
            at(incident.dimension(), incident.tier(), resolvedAt, c -> c.resolution(incident, restore, sign));
        }
    }

    private void at(Dimension dimension, String tier, Instant at, Consumer<RollupChange> change) {
        var place = new Place(dimension, tier, LocalDate.ofInstant(at, ZoneOffset.UTC));
        places.computeIfAbsent(place, this::rows).forEach(change);
    }

    private List<RollupChange> rows(Place place) {
        return RollupKey.of(place.dimension, place.tier, place.day).stream()
                .map(key -> changes.computeIfAbsent(key, k -> new RollupChange()))
                .toList();
    }
}
