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
 * A service's change to a version of a golden path.
 *
 * @param at null if the time is unknown
 * @param from the previous version of the same golden path; null if the service adopted the golden path
 * @param version null if the version is unknown
 * @param until when the service left the version; null while it is on it
 */
record VersionChange(
        String service,
        @Nullable Instant at,
        @Nullable String from,
        @Nullable String version,
        @Nullable Instant until) {

    /** Whether the previous version was lower. */
    boolean isUpgrade() {
        return isLower(from, version);
    }

    /** Whether the service came from no golden path or another one, at a known time. */
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

    /** @param histories the timelines of services, earliest period first */
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
