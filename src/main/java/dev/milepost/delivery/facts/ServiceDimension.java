package dev.milepost.delivery.facts;

import org.jspecify.annotations.Nullable;

/**
 * A row of {@code dimension}: the service of a fact, with its team, system, domain and template at the time of the
 * fact. An attribute is null if it is unknown.
 */
record ServiceDimension(
        int id,
        String service,
        @Nullable String team,
        @Nullable String system,
        @Nullable String domain,
        @Nullable String template,
        @Nullable String templateVersion) {

    @Override
    public int hashCode() {
        return id;
    }
}
