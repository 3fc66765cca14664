package dev.milepost.delivery.fourkeys;

import dev.milepost.catalog.ownership.GroupHierarchy;
import dev.milepost.catalog.ownership.ServiceHistory;
import dev.milepost.catalog.ownership.ServiceHistory.ServiceFilter;
import dev.milepost.delivery.fourkeys.FourKeysQuery.OwnershipMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Turns a filter into a selection of facts, with the rollups that sum them up. */
@ApplicationScoped
class FactSelector {

    private final DimensionReader dimensions;
    private final ServiceHistory history;
    private final GroupHierarchy groups;
    private final Clock clock;

    FactSelector(DimensionReader dimensions, ServiceHistory history, GroupHierarchy groups, Clock clock) {
        this.dimensions = dimensions;
        this.history = history;
        this.groups = groups;
        this.clock = clock;
    }

    /**
     * Expands each team to include its child groups. With current ownership, replaces all other criteria by the
     * services that match them today; their facts then count no matter who owned them at the time.
     */
    FourKeysFilter resolve(FourKeysFilter requested, OwnershipMode ownership) {
        var filter =
                requested.teams().isEmpty() ? requested : requested.withTeams(groups.withChildren(requested.teams()));
        boolean onlyServices = filter.dimensionCount() == (filter.services().isEmpty() ? 0 : 1);
        if (ownership == OwnershipMode.EVENT || onlyServices) {
            return filter;
        }
        var known = new ServiceFilter(filter.teams(), filter.systems(), filter.domains(), filter.templates());
        var services = history.findServices(known, clock.instant()).stream()
                .filter(service ->
                        filter.services().isEmpty() || filter.services().contains(service))
                .toList();
        return FourKeysFilter.services(services.isEmpty() ? List.of(FourKeysFilter.NO_SERVICE) : services);
    }

    FactSelection select(FourKeysFilter filter) {
        if (filter.dimensionCount() == 0) {
            return FactSelection.ORGANISATION;
        }
        if (filter.dimensionCount() > 1) {
            return FactSelection.dimensions(dimensions.find(filter).ids());
        }
        if (filter.services().size() == 1) {
            return FactSelection.service(filter.services().get(0));
        }
        return selectOneDimension(filter);
    }

    private FactSelection selectOneDimension(FourKeysFilter filter) {
        var found = dimensions.find(filter);
        if (!filter.services().isEmpty()) {
            return FactSelection.ofScope(RollupScope.SERVICE, filter.services(), found.ids());
        } else if (!filter.teams().isEmpty()) {
            return FactSelection.ofScope(RollupScope.TEAM, filter.teams(), found.ids());
        } else if (!filter.systems().isEmpty()) {
            return FactSelection.ofScope(RollupScope.SYSTEM, filter.systems(), found.ids());
        } else if (!filter.domains().isEmpty()) {
            return FactSelection.ofScope(RollupScope.DOMAIN, filter.domains(), found.ids());
        } else if (filter.hasOnlyTemplateNames()) {
            return FactSelection.ofScope(RollupScope.TEMPLATE, filter.templates(), found.ids());
        }
        // Templates and template versions have different rollup scopes, so a filter with both is counted from facts.
        return filter.hasOnlyTemplateVersions()
                ? FactSelection.ofScope(RollupScope.TEMPLATE_VERSION, found.versions(), found.ids())
                : FactSelection.dimensions(found.ids());
    }
}
