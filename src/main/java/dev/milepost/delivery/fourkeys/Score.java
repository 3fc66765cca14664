package dev.milepost.delivery.fourkeys;

import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * The ten-point score of the 2025 edition (docs/metrics.md, Levels). Durations and frequency are scored by the six
 * answers of DORA's survey, from 10 for the best to 0 for the worst.
 *
 * @param throughput the mean of frequency, lead time and recovery; null if one of them has no value
 * @param stability the mean of the two ratios; null if one of them has no value
 */
record Score(@Nullable Double throughput, @Nullable Double stability) {

    private static final double DAY = 86_400;
    private static final double MAX_SCORE = 10;
    /** Upper bounds: an hour, a day, a week, a month, six months. Longer durations score lowest. */
    private static final double[] DURATIONS = {DAY / 24, DAY, 7 * DAY, 30 * DAY, 180 * DAY};
    /** Upper bounds: hourly, daily, weekly, monthly, every six months. Less frequent deployments score lowest. */
    private static final double[] DAYS_PER_DEPLOYMENT = {1 / 24.0, 1, 7, 30, 180};

    static Score of(FourKeys.Metrics metrics) {
        return new Score(
                mean(
                        metrics.deploymentFrequency().score(),
                        metrics.leadTimeForChanges().score(),
                        metrics.failedDeploymentRecoveryTime().score()),
                mean(
                        metrics.changeFailureRate().score(),
                        metrics.deploymentReworkRate().score()));
    }

    static @Nullable Double ofFrequency(long deployments, double days) {
        return deployments == 0 ? null : step(DAYS_PER_DEPLOYMENT, bound -> deployments * bound >= days);
    }

    /** @param p50 in seconds */
    static @Nullable Double ofDuration(@Nullable Number p50) {
        return p50 == null ? null : step(DURATIONS, bound -> p50.doubleValue() < bound);
    }

    static @Nullable Double ofRatio(@Nullable Double ratio) {
        return ratio == null ? null : MAX_SCORE * (1 - ratio);
    }

    private static double step(double[] bounds, DoublePredicate holds) {
        int missed = 0;
        while (missed < bounds.length && !holds.test(bounds[missed])) {
            missed++;
        }
        return MAX_SCORE * (bounds.length - missed) / bounds.length;
    }

    private static @Nullable Double mean(@Nullable Double... parts) {
        double sum = 0;
        for (var part : parts) {
            if (part == null) {
                return null;
            }
            sum += part;
        }
        return sum / parts.length;
    }
}
