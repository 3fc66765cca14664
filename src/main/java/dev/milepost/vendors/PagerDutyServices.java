package dev.milepost.vendors;

import dev.milepost.catalog.Whereabouts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Which service one of PagerDuty is: that of the catalog, else that of the configuration, else one by PagerDuty's id.
 * Where several of the catalog are behind it, an incident is of the first: it can be of one only.
 */
@ApplicationScoped
class PagerDutyServices {

    private final Whereabouts catalog;
    private final PagerDutyConfig config;

    PagerDutyServices(Whereabouts catalog, PagerDutyConfig config) {
        this.catalog = catalog;
        this.config = config;
    }

    Optional<String> of(String id) {
        return catalog.inPagerDuty(id).stream()
                .findFirst()
                .or(() -> Optional.ofNullable(config.services().get(id)))
                .or(() -> Optional.of("pagerduty:" + id).filter(unlisted -> config.acceptUnlisted()));
    }
}
