package dev.milepost.events.contract;

import java.util.Map;

/** Provides the annotations of services to routing. The catalog implements it. */
public interface ServiceAnnotationLookup {

    /** Returns the current annotations of a service's entity; empty if there are none. */
    Map<String, String> find(String service);
}
