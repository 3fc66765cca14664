package dev.milepost.events.vendors;

import dev.milepost.events.contract.ServiceName;
import dev.milepost.events.vendors.ServiceLocations.ServiceLocation;
import dev.milepost.events.vendors.ServiceSelection.Number;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The services of a repository, with what is theirs in it. */
record ServicesByFolder(List<ServiceLocation> locations) {

    ServicesByFolder {
        locations = List.copyOf(locations);
    }

    boolean isEmpty() {
        return locations.isEmpty();
    }

    /**
     * The services that a fact concerns: those that it names, if they are in this repository; else those with a changed
     * file; else, for a deployment, those whose pattern matches its environment or workflow, and if there are none,
     * those without a pattern; else all. A fact of a service that must be named belongs to none of several otherwise.
     */
    Stream<String> affectedBy(ServiceSelection selection) {
        var services = select(selection).stream().map(ServiceLocation::service).distinct();
        return selection.number() == Number.ANY ? services : services.limit(1);
    }

    /** The services that a fact does not concern. */
    Stream<String> notAffectedBy(ServiceSelection selection) {
        var affected = affectedBy(selection).toList();
        return locations.stream()
                .map(ServiceLocation::service)
                .filter(service -> !affected.contains(service))
                .distinct();
    }

    private List<ServiceLocation> select(ServiceSelection selection) {
        var names = selection.names().stream().map(ServiceName::of).toList();
        var named = where(location -> names.contains(ServiceName.of(location.service())));
        if (!named.isEmpty()) {
            return named;
        }
        if (selection.number() == Number.NAMED) {
            return locations.stream().map(ServiceLocation::service).distinct().count() == 1 ? locations : List.of();
        }
        var changed = where(location -> selection.files().stream().anyMatch(location::contains));
        if (!changed.isEmpty()) {
            return changed;
        }
        if (selection.environments().isEmpty()) {
            return locations;
        }
        var matched = where(location -> location.isDeployedBy(selection.environments(), selection.workflows()));
        return matched.isEmpty() ? where(location -> !location.hasDeploymentPattern()) : matched;
    }

    private List<ServiceLocation> where(Predicate<ServiceLocation> condition) {
        return locations.stream().filter(condition).toList();
    }
}
