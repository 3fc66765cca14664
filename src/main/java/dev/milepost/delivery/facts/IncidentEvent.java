package dev.milepost.delivery.facts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one event says of an incident; null where it does not say.
 *
 * @param action {@code opened}, {@code resolved} or {@code reopened}
 */
record IncidentEvent(
        Incident.Key key,
        UUID identity,
        EventOrder order,
        String action,
        String service,
        @Nullable String environment,
        @Nullable String deployment,
        @Nullable String commit,
        @Nullable String cause,
        @Nullable String severity) {}
