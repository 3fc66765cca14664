package dev.milepost.delivery.fourkeys;

import dev.milepost.catalog.ownership.OwnershipPeriod;
import dev.milepost.catalog.ownership.ServiceHistory;
import dev.milepost.delivery.fourkeys.FourKeysQuery.OwnershipMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the groups of a query and the selection of facts of each. */
@ApplicationScoped
class GroupSelector {

    static final int MAX_GROUPS = 1_000;

    private final DimensionReader dimensions;
    private final RollupReader rollups;
    private final ServiceHistory history;
    private final Clock clock;

    GroupSelector(DimensionReader dimensions, RollupReader rollups, ServiceHistory history, Clock clock) {
        this.dimensions = dimensions;
        this.rollups = rollups;
        this.history = history;
        this.clock = clock;
    }

    /**
     * The groups of a query.
     *
     * @param selections by group key; all have the same scope and lookup
     * @param truncated whether there are more groups; then these are the ones with most deployments in the months of
     *     the window
     */
    record SelectedGroups(Map<String, FactSelection> selections, boolean truncated) {}

    /** @param filter the resolved filter of the query; with current ownership it contains the services of today */
    SelectedGroups select(FourKeysQuery query, FourKeysFilter filter, RollupScope scope) {
        boolean today = query.ownership() == OwnershipMode.CURRENT && scope != RollupScope.SERVICE;
        var groups = today ? selectByCurrentOwnership(filter, scope) : selectByOwnershipAtEvent(filter, scope);
        if (groups.size() <= MAX_GROUPS) {
            return new SelectedGroups(groups, false);
        }
        var members = new LinkedHashMap<String, List<String>>();
        groups.forEach((key, part) -> members.put(key, today ? part.keys() : List.of(key)));
        var summed = today ? RollupScope.SERVICE : scope;
        var busiest = rollups.findBusiest(new RollupReader.GroupMembers(summed, members), query, MAX_GROUPS + 1);
        groups.keySet().retainAll(busiest.subList(0, Math.min(MAX_GROUPS, busiest.size())));
        return new SelectedGroups(groups, busiest.size() > MAX_GROUPS);
    }

    /**
     * The group that each service is in today.
     *
     * @param services null for all services
     */
    Map<String, String> findMembers(FourKeysQuery query, @Nullable List<String> services) {
        var scope = Objects.requireNonNull(query.groupBy());
        var members = new HashMap<String, String>();
        if (scope == RollupScope.SERVICE) {
            var all = services == null
                    ? dimensions.groups(query.filter(), RollupScope.SERVICE).keySet()
                    : services;
            all.forEach(service -> members.put(service, service));
            return members;
        }
        history.findAt(clock.instant()).forEach((service, known) -> {
            var key = key(known, scope);
            if (key != null && (services == null || services.contains(service))) {
                members.put(service, key);
            }
        });
        return members;
    }

    private Map<String, FactSelection> selectByOwnershipAtEvent(FourKeysFilter filter, RollupScope scope) {
        boolean summedUp = filter.dimensionCount() == 0;
        var parts = new LinkedHashMap<String, FactSelection>();
        dimensions.groups(filter, scope).forEach((key, ids) -> parts.put(key, part(scope, key, ids, summedUp)));
        return parts;
    }

    private static FactSelection part(RollupScope scope, String key, String ids, boolean summedUp) {
        if (scope == RollupScope.SERVICE && summedUp) {
            return FactSelection.service(key);
        }
        return summedUp ? FactSelection.ofScope(scope, List.of(key), ids) : FactSelection.dimensions(ids);
    }

    /** The services that are in each group today, with all their facts. */
    private Map<String, FactSelection> selectByCurrentOwnership(FourKeysFilter filter, RollupScope scope) {
        var ids = dimensions.groups(filter, RollupScope.SERVICE);
        var known = history.findAt(clock.instant());
        var services = ids.keySet().stream()
                .filter(service -> key(known.get(service), scope) != null)
                .collect(Collectors.groupingBy(service -> String.valueOf(key(known.get(service), scope))));
        var parts = new LinkedHashMap<String, FactSelection>();
        services.forEach((key, all) -> parts.put(
                key,
                FactSelection.ofScope(
                        RollupScope.SERVICE,
                        all,
                        all.stream()
                                .map(ids::get)
                                .map(literal -> literal.substring(1, literal.length() - 1))
                                .collect(Collectors.joining(",", "{", "}")))));
        return parts;
    }

    private static @Nullable String key(@Nullable OwnershipPeriod known, RollupScope scope) {
        if (known == null) {
            return null;
        }
        return switch (scope) {
            case TEAM -> known.team();
            case SYSTEM -> known.system();
            case DOMAIN -> known.domain();
            case TEMPLATE -> known.template();
            case TEMPLATE_VERSION ->
                known.templateVersion() == null ? null : known.template() + "@" + known.templateVersion();
            case SERVICE, ORGANISATION -> null;
        };
    }
}
