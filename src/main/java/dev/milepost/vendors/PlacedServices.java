package dev.milepost.vendors;

import dev.milepost.catalog.Whereabouts.Place;
import java.util.List;
import java.util.stream.Stream;

/** The services of a repository by their folders. */
record PlacedServices(List<Place> places) {

    PlacedServices {
        places = List.copyOf(places);
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /**
     * The services that a fact is about: the one that it names, where that is of the repository, else those in whose
     * folders it touches a file, else all of them.
     */
    Stream<String> concernedBy(GitHubFact fact) {
        var named = places.stream()
                .map(Place::service)
                .filter(service -> service.equals(fact.service()))
                .toList();
        if (!named.isEmpty()) {
            return named.stream().distinct();
        }
        var touched = places.stream()
                .filter(place -> fact.files().stream().anyMatch(place::holds))
                .toList();
        return (touched.isEmpty() ? places : touched)
                .stream().map(Place::service).distinct();
    }
}
