package dev.milepost.delivery.fourkeys;

import dev.milepost.catalog.ownership.GroupHierarchy;
import dev.milepost.catalog.ownership.ServiceFilter;
import dev.milepost.catalog.ownership.ServiceHistory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Which part of all facts a filter asks for, and what sums it up. */
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
     * A team stands for all groups in it. Where today's owners are asked for, the services that they have, whoever had
     * them when something happened.
     */
    FourKeysFilter resolve(FourKeysFilter asked, OwnershipMode ownership) {
        var filter = asked.teams().isEmpty() ? asked : asked.withTeams(groups.withChildren(asked.teams()));
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
        // A template and a version of another have no rollups in common.
        return filter.hasOnlyTemplateVersions()
                ? FactSelection.ofScope(RollupScope.TEMPLATE_VERSION, found.versions(), found.ids())
                : FactSelection.dimensions(found.ids());
    }
}
