package dev.milepost.events.vendors;

import dev.milepost.events.contract.ServiceName;
import dev.milepost.events.vendors.ServiceLocations.ServiceLocation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Maps a repository to its services: from the catalog, else from the configuration, else one service with the
 * repository's name. If the catalog has a service of that name in another repository, or another owner's repository
 * of that name came first, the service is {@code owner/name}.
 */
@ApplicationScoped
class RepositoryServices {

    private final ServiceLocations locations;
    private final RepositoryNames names;
    private final Map<String, List<String>> configured;
    private final boolean acceptUnlisted;

    RepositoryServices(ServiceLocations locations, RepositoryNames names, GitHubConfig config) {
        this.locations = locations;
        this.names = names;
        this.configured = config.services().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> entry.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
        this.acceptUnlisted = config.acceptUnlisted();
    }

    ServicesByFolder find(GitHubRepository repository) {
        var known = locations.findInRepository(repository.host(), repository.slug());
        if (!known.isEmpty()) {
            return new ServicesByFolder(known);
        }
        var services = configured.get(repository.slug().toLowerCase(Locale.ROOT));
        if (services != null) {
            return new ServicesByFolder(
                    services.stream().map(ServiceLocation::wholeRepository).toList());
        }
        if (!acceptUnlisted) {
            return new ServicesByFolder(List.of());
        }
        var isOwn = !locations.hasRepository(ServiceName.of(repository.name())) && names.owns(repository);
        var name = isOwn ? repository.name() : repository.slug();
        return new ServicesByFolder(List.of(ServiceLocation.wholeRepository(name)));
    }
}
