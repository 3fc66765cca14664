package dev.milepost.insights.adoption;

import dev.milepost.catalog.ownership.OwnershipPeriod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/**
 * A service that came to a version of a golden path.
 *
 * @param at null where nobody told
 * @param from the version of the same golden path that it came from; null where it adopted the golden path
 * @param version null where nobody told
 * @param until when it left the version; null while it is on it
 */
record VersionChange(
        String service,
        @Nullable Instant at,
        @Nullable String from,
        @Nullable String version,
        @Nullable Instant until) {

    /** Whether it came from a lower version. */
    boolean isUpgrade() {
        return isLower(from, version);
    }

    /** Whether it came from elsewhere, at a known moment. */
    boolean isAdoption() {
        return from == null && at != null;
    }

    static boolean isLower(@Nullable String one, @Nullable String other) {
        return one != null
                && other != null
                && Semver.isValid(one)
                && Semver.isValid(other)
                && new Semver(one).isLowerThan(new Semver(other));
    }

    /** @param histories what was known of services, earliest first */
    static List<VersionChange> of(String template, Map<String, List<OwnershipPeriod>> histories) {
        var changes = new ArrayList<VersionChange>();
        histories.forEach((service, periods) -> {
            OwnershipPeriod before = null;
            for (int i = 0; i < periods.size(); i++) {
                var period = periods.get(i);
                if (template.equals(period.template()) && (before == null || !isSame(before, period))) {
                    changes.add(new VersionChange(
                            service,
                            period.hasOpenStart() ? null : period.validFrom(),
                            before != null && template.equals(before.template()) ? before.templateVersion() : null,
                            period.templateVersion(),
                            end(periods, i)));
                }
                before = period;
            }
        });
        return changes;
    }

    private static @Nullable Instant end(List<OwnershipPeriod> periods, int start) {
        for (int i = start + 1; i < periods.size(); i++) {
            if (!isSame(periods.get(start), periods.get(i))) {
                return periods.get(i).validFrom();
            }
        }
        return null;
    }

    private static boolean isSame(OwnershipPeriod one, OwnershipPeriod other) {
        return Objects.equals(one.template(), other.template())
                && Objects.equals(one.templateVersion(), other.templateVersion());
    }
}
