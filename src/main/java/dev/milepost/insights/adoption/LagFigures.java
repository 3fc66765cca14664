package dev.milepost.insights.adoption;

import dev.milepost.upgrades.runs.VersionLag;
import java.math.BigDecimal;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * How far services are behind what they can take now.
 *
 * @param services of which the version is published
 * @param unknown those of which it is not
 * @param behind those that a later version is there for
 * @param meanVersions over all services, those that are not behind with 0
 * @param p50Days like {@code meanVersions}
 * @param reason why the numbers are null; null where they are not
 */
record LagFigures(
        long services,
        long unknown,
        long behind,
        @Nullable Double meanVersions,
        @Nullable Integer mostVersions,
        @Nullable BigDecimal p50Days,
        @Nullable String reason) {

    static LagFigures of(Collection<VersionLag> lags, long unknown) {
        if (lags.isEmpty()) {
            return new LagFigures(0, unknown, 0, null, null, null, "no_services");
        }
        var days = lags.stream()
                .map(lag -> BigDecimal.valueOf(lag.days()))
                .sorted()
                .toList();
        int sum = lags.stream().mapToInt(VersionLag::versions).sum();
        return new LagFigures(
                lags.size(),
                unknown,
                lags.stream().filter(lag -> lag.newest() != null).count(),
                (double) sum / lags.size(),
                lags.stream().mapToInt(VersionLag::versions).max().orElse(0),
                DurationQuantiles.quantile(days, 0.5),
                null);
    }
}
