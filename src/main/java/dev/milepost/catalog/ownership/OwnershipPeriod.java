package dev.milepost.catalog.ownership;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The metadata of a service from a moment until the next period begins. A field is null if no source specifies it. */
public record OwnershipPeriod(
        Instant validFrom,
        @Nullable String team,
        @Nullable String system,
        @Nullable String domain,
        @Nullable String tier,
        @Nullable String risk,
        @Nullable String template,
        @Nullable String templateVersion) {

    /** Whether the start of the period is unknown. */
    public boolean hasOpenStart() {
        return validFrom.equals(AssertionTimeline.BEGINNING);
    }

    boolean hasSameValuesAs(OwnershipPeriod later) {
        return equals(new OwnershipPeriod(
                validFrom,
                later.team,
                later.system,
                later.domain,
                later.tier,
                later.risk,
                later.template,
                later.templateVersion));
    }
}
