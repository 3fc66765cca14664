package dev.milepost.slo.objectives;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The error budget of a window.
 *
 * @param allowed (1 - target) x valid, exactly, so that it may be a part of an event
 * @param bad what has been used of it
 */
public record ErrorBudget(BigDecimal allowed, BigDecimal bad) {

    public static ErrorBudget of(SliMeasurement measurement, Target target) {
        return new ErrorBudget(target.allowed(measurement), measurement.bad());
    }

    /** Negative where more were bad than allowed. */
    public BigDecimal remaining() {
        return allowed.subtract(bad);
    }

    /** Bad by allowed, to 12 decimals, more than 1 where it is overspent; null where nothing happened. */
    public @Nullable BigDecimal consumedRatio() {
        return allowed.signum() == 0 ? null : SliMeasurement.ratio(bad, allowed);
    }

    /** 1 - consumed, exactly; null where nothing happened. */
    public @Nullable BigDecimal remainingRatio() {
        var consumed = consumedRatio();
        return consumed == null ? null : BigDecimal.ONE.subtract(consumed);
    }

    /** Whether nothing is left of what there was. */
    public boolean isExhausted() {
        return allowed.signum() > 0 && remaining().signum() <= 0;
    }

    /**
     * When nothing is left at a burn rate: what remains lasts remaining x window / burn. Null where it is exhausted
     * already or nothing happens, and where it lasts for a whole window, as what was spent comes back by then.
     *
     * @param burn of late
     */
    public @Nullable Instant exhaustedAt(@Nullable BigDecimal burn, Duration window, Instant now) {
        var remaining = remainingRatio();
        if (burn == null || remaining == null || burn.signum() == 0 || remaining.signum() <= 0) {
            return null;
        }
        var seconds = remaining.multiply(BigDecimal.valueOf(window.toSeconds())).divide(burn, 0, RoundingMode.DOWN);
        return seconds.compareTo(BigDecimal.valueOf(window.toSeconds())) >= 0
                ? null
                : now.plusSeconds(seconds.longValueExact());
    }
}
