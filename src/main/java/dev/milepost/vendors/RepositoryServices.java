package dev.milepost.vendors;

import dev.milepost.catalog.Whereabouts;
import dev.milepost.catalog.Whereabouts.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which services a repository has: those of the catalog, else those of the configuration, else one by its own name. A
 * name that the catalog knows from another repository is not taken from it: then owner and name are the service.
 */
@ApplicationScoped
class RepositoryServices {

    private final Whereabouts catalog;
    private final Map<String, List<String>> configured;
    private final boolean acceptUnlisted;

    RepositoryServices(Whereabouts catalog, GitHubConfig config) {
        this.catalog = catalog;
        this.configured = config.services().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> entry.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
        this.acceptUnlisted = config.acceptUnlisted();
    }

    PlacedServices of(GitHubRepository repository) {
        var known = catalog.inRepository(repository.host(), repository.slug());
        if (!known.isEmpty()) {
            return new PlacedServices(known);
        }
        var said = configured.get(repository.slug().toLowerCase(Locale.ROOT));
        if (said != null) {
            return new PlacedServices(said.stream().map(Place::wholeRepository).toList());
        }
        if (!acceptUnlisted) {
            return new PlacedServices(List.of());
        }
        var name = catalog.isInARepository(repository.name()) ? repository.slug() : repository.name();
        return new PlacedServices(List.of(Place.wholeRepository(name)));
    }
}
