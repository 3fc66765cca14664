package dev.milepost.delivery.facts;

import dev.milepost.platform.collections.NullsFirst;
import java.util.Comparator;
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
        @Nullable String templateVersion)
        implements Comparable<ServiceDimension> {

    private static final Comparator<ServiceDimension> ORDER = Comparator.comparingInt(ServiceDimension::id)
            .thenComparing(ServiceDimension::service)
            .thenComparing(ServiceDimension::team, NullsFirst.TEXTS)
            .thenComparing(ServiceDimension::system, NullsFirst.TEXTS)
            .thenComparing(ServiceDimension::domain, NullsFirst.TEXTS)
            .thenComparing(ServiceDimension::template, NullsFirst.TEXTS)
            .thenComparing(ServiceDimension::templateVersion, NullsFirst.TEXTS);

    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public int compareTo(ServiceDimension other) {
        return ORDER.compare(this, other);
    }
}
