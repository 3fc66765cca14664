package dev.milepost.fourkeys;

import dev.milepost.ownership.GroupHierarchy;
import dev.milepost.ownership.KnownAs;
import dev.milepost.ownership.ServiceHistory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Which part of all facts a filter asks for, and what sums it up. */
@ApplicationScoped
class Parts {

    private final DimensionReader dimensions;
    private final ServiceHistory history;
    private final GroupHierarchy groups;
    private final Clock clock;

    Parts(DimensionReader dimensions, ServiceHistory history, GroupHierarchy groups, Clock clock) {
        this.dimensions = dimensions;
        this.history = history;
        this.groups = groups;
        this.clock = clock;
    }

    /**
     * A team stands for all groups in it. Where today's owners are asked for, the services that they have, whoever had
     * them when something happened.
     */
    Filter resolve(Filter asked, Ownership ownership) {
        var filter = asked.teams().isEmpty() ? asked : asked.withTeams(groups.withChildren(asked.teams()));
        boolean onlyServices = filter.kinds() == (filter.services().isEmpty() ? 0 : 1);
        if (ownership == Ownership.EVENT || onlyServices) {
            return filter;
        }
        var known = new KnownAs(filter.teams(), filter.systems(), filter.domains(), filter.templates());
        var services = history.services(known, clock.instant()).stream()
                .filter(service ->
                        filter.services().isEmpty() || filter.services().contains(service))
                .toList();
        return Filter.services(services.isEmpty() ? List.of(Filter.NO_SERVICE) : services);
    }

    Part of(Filter filter) {
        if (filter.kinds() == 0) {
            return Part.ORGANISATION;
        }
        if (filter.kinds() > 1) {
            return Part.dimensions(dimensions.find(filter).ids());
        }
        if (filter.services().size() == 1) {
            return Part.service(filter.services().get(0));
        }
        return ofOneKind(filter);
    }

    private Part ofOneKind(Filter filter) {
        var found = dimensions.find(filter);
        if (!filter.services().isEmpty()) {
            return Part.scoped(Scope.SERVICE, filter.services(), found.ids());
        } else if (!filter.teams().isEmpty()) {
            return Part.scoped(Scope.TEAM, filter.teams(), found.ids());
        } else if (!filter.systems().isEmpty()) {
            return Part.scoped(Scope.SYSTEM, filter.systems(), found.ids());
        } else if (!filter.domains().isEmpty()) {
            return Part.scoped(Scope.DOMAIN, filter.domains(), found.ids());
        } else if (filter.namesTemplates()) {
            return Part.scoped(Scope.TEMPLATE, filter.templates(), found.ids());
        }
        // A template and a version of another have no rollups in common.
        return filter.namesVersions()
                ? Part.scoped(Scope.TEMPLATE_VERSION, found.versions(), found.ids())
                : Part.dimensions(found.ids());
    }
}
