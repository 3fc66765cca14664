package dev.milepost.slo.objectives;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How fast the budget was spent in a time range: (bad / valid) / (1 - target). At 1 the budget lasts exactly for the
 * window.
 *
 * @param over the length of the time range that ends now
 * @param rate the burn rate to 12 decimals; null without valid events
 */
public record BurnRate(
        Duration over, SliMeasurement measure, @Nullable BigDecimal rate) {

    public static BurnRate of(Duration over, SliMeasurement measurement, Target target) {
        return new BurnRate(
                over,
                measurement,
                measurement.isEmpty() ? null : SliMeasurement.ratio(measurement.bad(), target.allowed(measurement)));
    }
}
