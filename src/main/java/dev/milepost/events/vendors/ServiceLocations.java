package dev.milepost.events.vendors;

import java.util.List;

/** Finds the catalog's services by repository and folder, and by PagerDuty id. */
public interface ServiceLocations {

    /**
     * A service and its folder in a repository.
     *
     * @param folder the path without leading or trailing slashes; empty for the whole repository
     */
    record ServiceLocation(String service, String folder) {

        public static ServiceLocation wholeRepository(String service) {
            return new ServiceLocation(service, "");
        }

        /** @param file a path in the repository */
        public boolean contains(String file) {
            return folder.isEmpty() || file.startsWith(folder + "/");
        }
    }

    /**
     * The services of a repository: its Components and the other entities with an explicit telemetry key. Components
     * come first; each kind is sorted by name.
     *
     * @param slug {@code owner/name}, case-insensitive
     */
    List<ServiceLocation> findInRepository(String host, String slug);

    /** Whether the catalog has a repository for the service. */
    boolean hasRepository(String service);

    /** The services with a PagerDuty id, in the order of {@link #findInRepository}. */
    List<String> findByPagerDutyId(String id);
}
