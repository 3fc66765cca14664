package dev.milepost.insights.adoption;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Quantiles of durations in seconds, interpolated linearly between the two nearest ranks, as PostgreSQL's
 * {@code percentile_cont} does.
 *
 * @param reason why the quantiles are null; null if they are not
 */
record DurationQuantiles(
        int count,
        @Nullable BigDecimal p50Seconds,
        @Nullable BigDecimal p90Seconds,
        @Nullable String reason) {

    static DurationQuantiles of(List<Duration> durations, String reason) {
        if (durations.isEmpty()) {
            return new DurationQuantiles(0, null, null, reason);
        }
        var sorted = durations.stream()
                .map(duration -> BigDecimal.valueOf(duration.toNanos(), 9))
                .sorted()
                .toList();
        return new DurationQuantiles(sorted.size(), quantile(sorted, 0.5), quantile(sorted, 0.9), null);
    }

    static BigDecimal quantile(List<BigDecimal> sorted, double fraction) {
        var position = BigDecimal.valueOf(fraction).multiply(BigDecimal.valueOf(sorted.size() - 1L));
        int below = position.intValue();
        var low = sorted.get(below);
        var high = sorted.get(Math.min(below + 1, sorted.size() - 1));
        var exact = low.add(high.subtract(low).multiply(position.subtract(BigDecimal.valueOf(below))));
        var rounded = exact.setScale(6, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}
