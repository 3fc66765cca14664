package dev.milepost.events.vendors;

import java.util.List;

/** A catalog without entities. */
final class EmptyCatalog implements ServiceLocations {

    @Override
    public List<ServiceLocation> findInRepository(String host, String slug) {
        return List.of();
    }

    @Override
    public boolean hasRepository(String service) {
        return false;
    }

    @Override
    public List<String> findByPagerDutyId(String id) {
        return List.of();
    }
}
