package dev.milepost.catalog.sync;

import dev.milepost.catalog.ownership.EnvironmentTierOverrides;
import dev.milepost.catalog.ownership.GroupHierarchy;
import dev.milepost.catalog.ownership.OwnershipAssertion;
import dev.milepost.catalog.ownership.OwnershipAssertion.ServiceMetadata;
import dev.milepost.catalog.ownership.OwnershipAssertion.SystemMetadata;
import dev.milepost.catalog.ownership.OwnershipHistoryWriter;
import dev.milepost.catalog.ownership.OwnershipHistoryWriter.ChangedHistories;
import dev.milepost.catalog.sync.EntityRepository.EntityRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Updates the ownership history from the current entities. If several entities claim one service, the first by kind and
 * name determines its metadata. A service whose last entity was orphaned keeps its history.
 */
@ApplicationScoped
class OwnershipUpdater {

    private final EntityRepository entities;
    private final OwnershipHistoryWriter history;
    private final EnvironmentTierOverrides environments;
    private final GroupHierarchy groups;
    private final LatestServicesPublisher latest;

    OwnershipUpdater(
            EntityRepository entities,
            OwnershipHistoryWriter history,
            EnvironmentTierOverrides environments,
            GroupHierarchy groups,
            LatestServicesPublisher latest) {
        this.entities = entities;
        this.history = history;
        this.environments = environments;
        this.groups = groups;
        this.latest = latest;
    }

    /**
     * @param upserts entities with changes, already stored
     * @param keys telemetry keys of the services whose entities were added, changed or orphaned
     */
    ChangedHistories update(List<EntityUpsert> upserts, Set<String> keys, Instant now) {
        var claims = entities.findClaims(keys);
        var moved = history.write(services(upserts, claims, now), systems(upserts, now));
        environments.replace(claims.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        claim -> claim.getValue().get(0).entity().environments())));
        var changedGroups =
                upserts.stream().filter(arrival -> arrival.entity().isGroup()).toList();
        if (!changedGroups.isEmpty()) {
            groups.replaceMemberships(
                    changedGroups.stream().map(EntityUpsert::ref).toList(),
                    changedGroups.stream()
                            .flatMap(arrival -> arrival.entity().memberships().stream())
                            .toList());
        }
        var others = new HashSet<>(keys);
        others.removeAll(moved.services());
        latest.publish(others);
        return moved;
    }

    /** Removes the memberships that orphaned groups have declared. */
    void removeMemberships(List<String> refs) {
        groups.replaceMemberships(refs, List.of());
    }

    private List<OwnershipAssertion<ServiceMetadata>> services(
            List<EntityUpsert> upserts, Map<String, List<EntityRow>> claimsByKey, Instant now) {
        Map<String, EntityUpsert> byRef =
                upserts.stream().collect(Collectors.toMap(EntityUpsert::ref, Function.identity()));
        var assertions = new ArrayList<OwnershipAssertion<ServiceMetadata>>();
        claimsByKey.forEach((key, claims) -> {
            var claimant = claims.get(0).entity();
            var ref = claimant.ref().toString();
            var overriddenRefs = claims.stream()
                    .skip(1)
                    .map(claim -> claim.entity().ref().toString())
                    .collect(Collectors.toSet());
            var arrival = byRef.get(ref);
            assertions.add(
                    arrival == null
                            ? new OwnershipAssertion<>(
                                    key, claimant.toServiceMetadata(), ref, now, false, overriddenRefs)
                            : assertion(key, arrival, claimant.toServiceMetadata(), now, overriddenRefs));
        });
        return assertions;
    }

    private static List<OwnershipAssertion<SystemMetadata>> systems(List<EntityUpsert> upserts, Instant now) {
        return upserts.stream()
                .filter(arrival -> arrival.entity().isSystem())
                .map(arrival -> assertion(
                        arrival.entity().shortName(), arrival, arrival.entity().toSystemMetadata(), now, Set.of()))
                .toList();
    }

    private static <T> OwnershipAssertion<T> assertion(
            String subject, EntityUpsert arrival, T value, Instant now, Set<String> overriddenRefs) {
        var effectiveFrom = arrival.effectiveFrom();
        var since = Objects.requireNonNullElse(arrival.changedAt(), now);
        return effectiveFrom == null
                ? new OwnershipAssertion<>(subject, value, arrival.ref(), since, false, overriddenRefs)
                : new OwnershipAssertion<>(subject, value, arrival.ref(), effectiveFrom, true, overriddenRefs);
    }
}
