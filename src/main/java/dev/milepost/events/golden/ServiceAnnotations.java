package dev.milepost.events.golden;

import java.util.Map;

/** The annotations of services, told to routing by the catalog. */
public interface ServiceAnnotations {

    /** What the entity of a service is annotated with today; empty where there is none. */
    Map<String, String> find(String service);
}
