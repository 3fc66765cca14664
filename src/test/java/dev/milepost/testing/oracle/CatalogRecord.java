package dev.milepost.testing.oracle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a catalog tells of a service, from a moment until it tells otherwise. */
public record CatalogRecord(
        String service,
        Instant from,
        @Nullable String team,
        @Nullable String system,
        @Nullable String domain,
        @Nullable String template,
        @Nullable String version) {

    public CatalogRecord {
        service = OracleEvent.name(service);
    }

    /** With what another tells of what this one says nothing of; a version goes with its template. */
    CatalogRecord completedBy(CatalogRecord other) {
        return new CatalogRecord(
                service,
                from,
                team == null ? other.team : team,
                system == null ? other.system : system,
                domain == null ? other.domain : domain,
                template == null ? other.template : template,
                template == null ? other.version : version);
    }
}
