package dev.milepost.adoption;

import dev.milepost.ownership.KnownPeriod;
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
record Movement(
        String service,
        @Nullable Instant at,
        @Nullable String from,
        @Nullable String version,
        @Nullable Instant until) {

    /** Whether it came from a lower version. */
    boolean isUpgrade() {
        return isBelow(from, version);
    }

    /** Whether it came from elsewhere, at a known moment. */
    boolean isAdoption() {
        return from == null && at != null;
    }

    static boolean isBelow(@Nullable String one, @Nullable String other) {
        return one != null
                && other != null
                && Semver.isValid(one)
                && Semver.isValid(other)
                && new Semver(one).isLowerThan(new Semver(other));
    }

    /** @param histories what was known of services, earliest first */
    static List<Movement> of(String template, Map<String, List<KnownPeriod>> histories) {
        var movements = new ArrayList<Movement>();
        histories.forEach((service, periods) -> {
            KnownPeriod before = null;
            for (int i = 0; i < periods.size(); i++) {
                var period = periods.get(i);
                if (template.equals(period.template()) && (before == null || !isSame(before, period))) {
                    movements.add(new Movement(
                            service,
                            period.isFromTheBeginning() ? null : period.validFrom(),
                            before != null && template.equals(before.template()) ? before.templateVersion() : null,
                            period.templateVersion(),
                            end(periods, i)));
                }
                before = period;
            }
        });
        return movements;
    }

    private static @Nullable Instant end(List<KnownPeriod> periods, int start) {
        for (int i = start + 1; i < periods.size(); i++) {
            if (!isSame(periods.get(start), periods.get(i))) {
                return periods.get(i).validFrom();
            }
        }
        return null;
    }

    private static boolean isSame(KnownPeriod one, KnownPeriod other) {
        return Objects.equals(one.template(), other.template())
                && Objects.equals(one.templateVersion(), other.templateVersion());
    }
}
