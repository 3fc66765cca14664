package dev.milepost.catalog.ownership;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was known of a service from a moment until the next period begins; null where nobody told. */
public record OwnershipPeriod(
        Instant validFrom,
        @Nullable String team,
        @Nullable String system,
        @Nullable String domain,
        @Nullable String tier,
        @Nullable String risk,
        @Nullable String template,
        @Nullable String templateVersion) {

    /** Whether nobody has told since when it has been so. */
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
