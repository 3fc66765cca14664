package dev.milepost.events.vendors;

import java.util.List;
import java.util.stream.Stream;

/** The services of a repository by their folders. */
record ServicesByFolder(List<ServiceLocation> locations) {

    ServicesByFolder {
        locations = List.copyOf(locations);
    }

    boolean isEmpty() {
        return locations.isEmpty();
    }

    /**
     * The services that a fact is about: the one that it names, where that is of the repository, else those in whose
     * folders it touches a file, else all of them.
     */
    Stream<String> affectedBy(GitHubEventDraft fact) {
        var named = locations.stream()
                .map(ServiceLocation::service)
                .filter(service -> service.equals(fact.service()))
                .toList();
        if (!named.isEmpty()) {
            return named.stream().distinct();
        }
        var touched = locations.stream()
                .filter(place -> fact.files().stream().anyMatch(place::contains))
                .toList();
        return (touched.isEmpty() ? locations : touched)
                .stream().map(ServiceLocation::service).distinct();
    }
}
