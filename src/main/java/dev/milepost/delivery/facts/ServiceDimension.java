package dev.milepost.delivery.facts;

import org.jspecify.annotations.Nullable;

/** Whose a fact is: the service and what was known of it when the fact happened. A row of {@code dimension}. */
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
