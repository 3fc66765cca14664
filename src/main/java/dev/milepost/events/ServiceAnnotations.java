package dev.milepost.events;

import java.util.Map;

/** The annotations of services, told to routing by the catalog. */
public interface ServiceAnnotations {

    /** What the entity of a service is annotated with today; empty where there is none. */
    Map<String, String> of(String service);
}
