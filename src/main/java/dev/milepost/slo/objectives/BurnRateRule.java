package dev.milepost.slo.objectives;

import dev.milepost.slo.objectives.BurnRateRule.RuleState;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * A multiwindow burn rate rule. It fires when the budget burns too fast over a long window and also over a short one
 * (Site Reliability Workbook, chapter 5, "Multiwindow, multi-burn-rate alerts").
 *
 * @param factor the burn rate that both windows must exceed
 * @param alertAfter how long the condition must last before the rule fires; zero to fire at once
 * @param alertWhen the notifications that the alert policy asks for
 */
public record BurnRateRule(
        String name,
        String severity,
        BigDecimal factor,
        Duration longWindow,
        Duration shortWindow,
        Duration alertAfter,
        MinimumEvents minimumEvents,
        AlertWhen alertWhen) {

    /** Creates a rule with the default notifications. */
    public BurnRateRule(
            String name,
            String severity,
            BigDecimal factor,
            Duration longWindow,
            Duration shortWindow,
            Duration alertAfter,
            MinimumEvents minimum) {
        this(name, severity, factor, longWindow, shortWindow, alertAfter, minimum, AlertWhen.DEFAULT);
    }

    /** Which notifications a rule sends: when it fires, when it is resolved, and when there is no data. */
    public record AlertWhen(boolean breaching, boolean resolved, boolean noData) {

        public static final AlertWhen DEFAULT = new AlertWhen(true, true, false);
    }

    /**
     * The number of events that the long window must have, beside the rate, so that chance does not explain the rate.
     *
     * @param minEvents the minimum number of valid events
     * @param minBad the minimum number of bad events
     */
    public record MinimumEvents(long minEvents, long minBad) {

        public static final MinimumEvents DEFAULT = new MinimumEvents(2, 2);

        public boolean isMetBy(SliMeasurement measurement) {
            return measurement.valid().compareTo(BigDecimal.valueOf(minEvents)) >= 0
                    && measurement.bad().compareTo(BigDecimal.valueOf(minBad)) >= 0;
        }
    }

    /** The state of a burn rate rule. */
    public enum RuleState {
        /** The long window has no valid event. */
        NO_DATA,
        /** The burn rates do not exceed the factor in both windows. */
        QUIET,
        /** The factor is exceeded, but by fewer events than the rule requires. */
        HELD_BACK,
        /** The factor is exceeded, but not yet for as long as the rule requires. */
        PENDING,
        FIRING
    }

    /** A rule with its burn rates and its state. */
    public record RuleEvaluation(BurnRateRule rule, BurnRate overLong, BurnRate overShort, RuleState state) {}

    /**
     * Returns the share of the budget that the long window uses up when the rule fires: factor x long window / window.
     */
    public BigDecimal budgetShare(Duration window) {
        return SliMeasurement.ratio(
                factor.multiply(BigDecimal.valueOf(longWindow.toSeconds())), BigDecimal.valueOf(window.toSeconds()));
    }

    /**
     * Returns true if a burn rate can exceed the factor. The highest rate, with only bad events, is 1 / (1 - target).
     * So a rule with factor x (1 - target) >= 1 never fires.
     */
    public static boolean canFire(BigDecimal factor, Target target) {
        return factor.multiply(target.budget()).compareTo(BigDecimal.ONE) < 0;
    }

    /**
     * Returns the state for two burn rates, over the long and the short window. It does not check {@code alertAfter}.
     */
    RuleState state(BurnRate overLong, BurnRate overShort, Target target) {
        if (overLong.measure().isEmpty()) {
            return RuleState.NO_DATA;
        } else if (!overLong.measure().burnsFasterThan(factor, target)
                || !overShort.measure().burnsFasterThan(factor, target)) {
            return RuleState.QUIET;
        }
        return minimumEvents.isMetBy(overLong.measure()) ? RuleState.FIRING : RuleState.HELD_BACK;
    }

    /**
     * Returns true if the state is {@link RuleState#FIRING}. It does not compute the rates, which cost more than
     * comparing.
     */
    boolean fires(SliMeasurement overLong, SliMeasurement overShort, Target target) {
        return overLong.burnsFasterThan(factor, target)
                && overShort.burnsFasterThan(factor, target)
                && minimumEvents.isMetBy(overLong);
    }
}
