package dev.milepost.delivery.inventory;

import dev.milepost.catalog.ownership.OwnershipPeriod;
import dev.milepost.catalog.ownership.ServiceHistory;
import dev.milepost.catalog.sync.CatalogLookup;
import dev.milepost.delivery.facts.EnvironmentTiers;
import dev.milepost.events.log.LatestEventTimes;
import dev.milepost.platform.http.NameSearch;
import dev.milepost.platform.sql.Snapshot;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The services that have facts or that the catalog has. */
@ApplicationScoped
class ServiceList {

    // Both parts are read along an index up to the limit.
    private static final String NAMES = """
            select name from (
                (select service as name from delivery_service
                where service > ? and service like any (?::text[])
                    and strpos(lower(service collate "default"), ?) > 0
                    -- The row of a service stays when its facts are deleted.
                    and (exists (select from deployment where deployment.service = delivery_service.service)
                        or exists (select from change where change.service = delivery_service.service)
                        or exists (select from incident where incident.service = delivery_service.service)
                        or exists (select from build where build.service = delivery_service.service)
                        or exists (select from pull_request where pull_request.service = delivery_service.service))
                order by service limit ?)
                union
                select unnest(?::text[])) named
            order by name collate "C" limit ?
            """;

    // One index entry of each tier.
    private static final String DEPLOYED = """
            select asked.service, max(latest.finished_at) as finished_at
            from unnest(?::text[]) as asked (service)
            cross join unnest(?::text[]) as tiers (tier)
            cross join lateral (
                select finished_at from deployment
                where service = asked.service and tier = tiers.tier and status = 'success'
                order by finished_at desc limit 1) latest
            group by asked.service
            """;

    private final Sql sql;
    private final CatalogLookup catalog;
    private final ServiceHistory history;
    private final LatestEventTimes events;
    private final EnvironmentTiers tiers;
    private final Clock clock;

    ServiceList(
            Sql sql,
            CatalogLookup catalog,
            ServiceHistory history,
            LatestEventTimes events,
            EnvironmentTiers tiers,
            Clock clock) {
        this.sql = sql;
        this.catalog = catalog;
        this.history = history;
        this.events = events;
        this.tiers = tiers;
        this.clock = clock;
    }

    /**
     * A service.
     *
     * @param name as {@code service} parameters take it
     * @param team the owner now; null if it is unknown
     * @param lastSeenAt the time of its latest event within retention, or of its latest successful deployment if that is
     *     later; null without either
     * @param lastDeployedAt when its latest successful deployment finished, in any tier; null without one
     * @param entityRef the entity that represents it; null if the catalog has none
     */
    record ListedService(
            String name,
            @Nullable String team,
            @Nullable String system,
            @Nullable Instant lastSeenAt,
            @Nullable Instant lastDeployedAt,
            boolean inCatalog,
            @Nullable String entityRef) {}

    /** Returns up to {@link NameSearch#rows()} services, by name. */
    @Snapshot
    List<ListedService> find(NameSearch search) {
        var names = sql.query(
                NAMES,
                row -> row.getString("name"),
                search.after(),
                search.visible(),
                search.part(),
                search.rows(),
                catalog.findServices(search),
                search.rows());
        var owned = history.findPeriods(names);
        var entities = catalog.findByTelemetryKey(names);
        var seen = events.find(names);
        var deployed = findDeployed(names);
        var now = clock.instant();
        return names.stream()
                .map(name -> {
                    var owner = latest(owned.getOrDefault(name, List.of()), now);
                    var refs = entities.getOrDefault(name, Set.of());
                    return new ListedService(
                            name,
                            owner == null ? null : owner.team(),
                            owner == null ? null : owner.system(),
                            later(seen.get(name), deployed.get(name)),
                            deployed.get(name),
                            !refs.isEmpty(),
                            refs.stream().findFirst().orElse(null));
                })
                .toList();
    }

    private Map<String, Instant> findDeployed(Collection<String> names) {
        var deployed = new HashMap<String, Instant>();
        sql.query(
                DEPLOYED,
                row -> deployed.put(row.getString("service"), Objects.requireNonNull(Sql.instant(row, "finished_at"))),
                names,
                List.copyOf(tiers.all()));
        return deployed;
    }

    private static @Nullable OwnershipPeriod latest(List<OwnershipPeriod> periods, Instant now) {
        return periods.stream()
                .filter(period -> !period.validFrom().isAfter(now))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }
}
