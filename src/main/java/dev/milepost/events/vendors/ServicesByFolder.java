package dev.milepost.events.vendors;

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
