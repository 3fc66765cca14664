package dev.milepost.slo.objectives;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The error budget of a window.
 *
 * @param allowed (1 - target) x valid, exact, so it can be a fraction of an event
 * @param bad the part of the budget that has been used
 */
public record ErrorBudget(BigDecimal allowed, BigDecimal bad) {

    public static ErrorBudget of(SliMeasurement measurement, Target target) {
        return of(measurement, target, null);
    }

    /** @param ofPeriod the number of time slices of the whole period; null if it is not known */
    static ErrorBudget of(SliMeasurement measurement, Target target, @Nullable BigDecimal ofPeriod) {
        return new ErrorBudget(
                ofPeriod == null ? target.allowed(measurement) : target.budget().multiply(ofPeriod), measurement.bad());
    }

    /** Returns the remaining budget; negative if more events were bad than allowed. */
    public BigDecimal remaining() {
        return allowed.subtract(bad);
    }

    /** Returns bad / allowed to 12 decimals; more than 1 if overspent, null without valid events. */
    public @Nullable BigDecimal consumedRatio() {
        return allowed.signum() == 0 ? null : SliMeasurement.ratio(bad, allowed);
    }

    /** Returns 1 - consumed, exact; null without valid events. */
    public @Nullable BigDecimal remainingRatio() {
        var consumed = consumedRatio();
        return consumed == null ? null : BigDecimal.ONE.subtract(consumed);
    }

    /** Returns true if there was a budget and none of it remains. */
    public boolean isExhausted() {
        return allowed.signum() > 0 && remaining().signum() <= 0;
    }

    /**
     * Returns when the budget is exhausted at a burn rate: the rest lasts remaining x window / burn. Returns null if it
     * is exhausted already or the rate is missing or 0. Also returns null if the rest lasts for a whole window, because
     * by then the spent budget has recovered.
     *
     * @param burn the recent burn rate
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
