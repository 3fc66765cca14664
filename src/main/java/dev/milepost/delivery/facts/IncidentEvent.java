package dev.milepost.delivery.facts;

import dev.milepost.events.contract.EventOrder;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one event about an incident. A field is null if the event does not contain it.
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
        @Nullable String severity,
        @Nullable String eventTier,
        @Nullable String mergedInto) {}
