package dev.milepost.events.log;

import java.time.Instant;
import java.util.Optional;

/**
 * The events that a feature has taken from the log and not yet included in its results. They are part of the pipeline's
 * lag.
 */
public interface Backlog {

    /**
     * Returns the number of waiting events; 0 if the results include every event that was projected before the call.
     */
    long events();

    /** Returns when the oldest waiting event was projected; empty if none waits. */
    Optional<Instant> oldest();

    /** Returns the progress of recomputing all services with changed settings; empty if none is left. */
    Optional<Recomputing> recomputing();

    /**
     * The progress of recomputing all services with changed settings.
     *
     * @param services all services
     * @param remaining those whose numbers are still those of the settings before
     */
    record Recomputing(long services, long remaining) {}

    /** Returns the number of services whose events failed and are tried again after a pause. */
    long postponedServices();
}
