package dev.milepost.events.vendors;

import java.util.List;

/** Where services are outside of the catalog: in which repository and folder, and under which id in PagerDuty. */
public interface ServiceLocations {

    /**
     * The services of a repository: its Components, and what else claims a service by name. Components first, each kind
     * by name.
     *
     * @param slug owner/name, in any case of letters
     */
    List<ServiceLocation> findInRepository(String host, String slug);

    /** Whether the catalog has a repository of the service. */
    boolean hasRepository(String service);

    /** The services that PagerDuty has under an id, in the order of those of a repository. */
    List<String> findByPagerDutyId(String id);
}
