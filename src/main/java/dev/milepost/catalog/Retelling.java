package dev.milepost.catalog;

import dev.milepost.catalog.EntityRepository.Kept;
import dev.milepost.ownership.CatalogTellings;
import dev.milepost.ownership.CatalogTellings.Moved;
import dev.milepost.ownership.GroupHierarchy;
import dev.milepost.ownership.ServiceEnvironments;
import dev.milepost.ownership.ServiceTold;
import dev.milepost.ownership.SystemTold;
import dev.milepost.ownership.Telling;
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
 * Tells ownership what entities say now. Where several claim one service, the first by kind and name speaks for it; a
 * service whose last entity has gone keeps what it had.
 */
@ApplicationScoped
class Retelling {

    private final EntityRepository entities;
    private final CatalogTellings tellings;
    private final ServiceEnvironments environments;
    private final GroupHierarchy groups;
    private final LatestServices latest;

    Retelling(
            EntityRepository entities,
            CatalogTellings tellings,
            ServiceEnvironments environments,
            GroupHierarchy groups,
            LatestServices latest) {
        this.entities = entities;
        this.tellings = tellings;
        this.environments = environments;
        this.groups = groups;
        this.latest = latest;
    }

    /**
     * @param news entities that say something new, stored already
     * @param keys of the services whose entities have come, gone or changed
     */
    Moved tell(List<Arrival> news, Set<String> keys, Instant now) {
        var claims = entities.findClaims(keys);
        var moved = tellings.tell(services(news, claims, now), systems(news, now));
        environments.tell(claims.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        claim -> claim.getValue().get(0).entity().environments())));
        var told = news.stream().filter(arrival -> arrival.entity().isGroup()).toList();
        if (!told.isEmpty()) {
            groups.tell(
                    told.stream().map(Arrival::ref).toList(),
                    told.stream()
                            .flatMap(arrival -> arrival.entity().memberships().stream())
                            .toList());
        }
        var others = new HashSet<>(keys);
        others.removeAll(moved.services());
        latest.tell(others);
        return moved;
    }

    /** What groups that have gone said of others. */
    void forgetGroups(List<String> refs) {
        groups.tell(refs, List.of());
    }

    private List<Telling<ServiceTold>> services(List<Arrival> news, Map<String, List<Kept>> claimsByKey, Instant now) {
        Map<String, Arrival> byRef = news.stream().collect(Collectors.toMap(Arrival::ref, Function.identity()));
        var told = new ArrayList<Telling<ServiceTold>>();
        claimsByKey.forEach((key, claims) -> {
            var speaker = claims.get(0).entity();
            var ref = speaker.ref().toString();
            var overruled = claims.stream()
                    .skip(1)
                    .map(claim -> claim.entity().ref().toString())
                    .collect(Collectors.toSet());
            var arrival = byRef.get(ref);
            told.add(
                    arrival == null
                            ? new Telling<>(key, speaker.service(), ref, now, false, overruled)
                            : telling(key, arrival, speaker.service(), now, overruled));
        });
        return told;
    }

    private static List<Telling<SystemTold>> systems(List<Arrival> news, Instant now) {
        return news.stream()
                .filter(arrival -> arrival.entity().isSystem())
                .map(arrival -> telling(
                        arrival.entity().shortName(), arrival, arrival.entity().system(), now, Set.of()))
                .toList();
    }

    private static <T> Telling<T> telling(String subject, Arrival arrival, T told, Instant now, Set<String> overruled) {
        var effectiveFrom = arrival.effectiveFrom();
        var since = Objects.requireNonNullElse(arrival.changedAt(), now);
        return effectiveFrom == null
                ? new Telling<>(subject, told, arrival.ref(), since, false, overruled)
                : new Telling<>(subject, told, arrival.ref(), effectiveFrom, true, overruled);
    }
}
