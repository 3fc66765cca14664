package dev.milepost.ownership;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was known of a service from a moment until the next period begins; null where nobody told. */
public record KnownPeriod(
        Instant validFrom,
        @Nullable String team,
        @Nullable String system,
        @Nullable String domain,
        @Nullable String tier,
        @Nullable String risk,
        @Nullable String template,
        @Nullable String templateVersion) {

    /** Whether nobody has told since when it has been so. */
    public boolean isFromTheBeginning() {
        return validFrom.equals(Timeline.BEGINNING);
    }

    boolean saysTheSameAs(KnownPeriod later) {
        return equals(new KnownPeriod(
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
