package dev.milepost.events.vendors;

import dev.milepost.events.vendors.GitHubEventDrafts.GitHubEventDraft;
import dev.milepost.events.vendors.ServiceLocations.ServiceLocation;
import java.util.List;
import java.util.stream.Stream;

/** The services of a repository, with their folders. */
record ServicesByFolder(List<ServiceLocation> locations) {

    ServicesByFolder {
        locations = List.copyOf(locations);
    }

    boolean isEmpty() {
        return locations.isEmpty();
    }

    /**
     * The services that an event draft concerns: the one that it names, if it is in this repository; else those with a
     * changed file in their folders; else all.
     */
    Stream<String> affectedBy(GitHubEventDraft draft) {
        var named = locations.stream()
                .map(ServiceLocation::service)
                .filter(service -> service.equals(draft.service()))
                .toList();
        if (!named.isEmpty()) {
            return named.stream().distinct();
        }
        var changed = locations.stream()
                .filter(location -> draft.files().stream().anyMatch(location::contains))
                .toList();
        return (changed.isEmpty() ? locations : changed)
                .stream().map(ServiceLocation::service).distinct();
    }
}
