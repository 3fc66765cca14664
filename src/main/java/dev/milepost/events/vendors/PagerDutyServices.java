package dev.milepost.events.vendors;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Which service one of PagerDuty is: that of the catalog, else that of the configuration, else one by PagerDuty's id.
 * Where several of the catalog are behind it, an incident is of the first: it can be of one only.
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
