package dev.milepost.events.vendors;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Maps a PagerDuty service to a service: from the catalog, else from the configuration, else named after PagerDuty's
 * id. If the catalog has several services with the id, the first one is used: an incident belongs to exactly one
 * service.
 */
@ApplicationScoped
class PagerDutyServices {

    private final ServiceLocations locations;
    private final PagerDutyConfig config;

    PagerDutyServices(ServiceLocations locations, PagerDutyConfig config) {
        this.locations = locations;
        this.config = config;
    }

    Optional<String> find(String id) {
        return locations.findByPagerDutyId(id).stream()
                .findFirst()
                .or(() -> Optional.ofNullable(config.services().get(id)))
                .or(() -> Optional.of("pagerduty:" + id).filter(unlisted -> config.acceptUnlisted()));
    }
}
