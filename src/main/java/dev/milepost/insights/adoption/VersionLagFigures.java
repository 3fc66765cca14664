package dev.milepost.insights.adoption;

import dev.milepost.upgrades.scaffolding.VersionLag;
import java.math.BigDecimal;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * How far services are behind the latest version that they can upgrade to.
 *
 * @param services the number of services whose version is published
 * @param unknown the number of services whose version is not published or unknown
 * @param behind the number of services for which a later version exists
 * @param meanVersions the mean over all services; those that are not behind count as 0
 * @param p50Days over the same services as {@code meanVersions}
 * @param reason why the numbers are null; null if they are not
 */
record VersionLagFigures(
        long services,
        long unknown,
        long behind,
        @Nullable Double meanVersions,
        @Nullable Integer mostVersions,
        @Nullable BigDecimal p50Days,
        @Nullable String reason) {

    static VersionLagFigures of(Collection<VersionLag> lags, long unknown) {
        if (lags.isEmpty()) {
            return new VersionLagFigures(0, unknown, 0, null, null, null, "no_services");
        }
        var days = lags.stream()
                .map(lag -> BigDecimal.valueOf(lag.days()))
                .sorted()
                .toList();
        int sum = lags.stream().mapToInt(VersionLag::versions).sum();
        return new VersionLagFigures(
                lags.size(),
                unknown,
                lags.stream().filter(lag -> lag.newest() != null).count(),
                (double) sum / lags.size(),
                lags.stream().mapToInt(VersionLag::versions).max().orElse(0),
                DurationQuantiles.quantile(days, 0.5),
                null);
    }
}
