package dev.milepost.slo.objectives;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * Warns when the budget burns too fast, over a long window and still over a short one (Site Reliability Workbook,
 * chapter 5, "Multiwindow, multi-burn-rate alerts").
 *
 * @param factor the burn rate that has to be exceeded over both windows
 * @param alertAfter how long it has to hold before it fires; zero for at once
 * @param alertWhen what its alert policy wants to hear
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

    /** Of which all is told that says something about the budget. */
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

    /** What is told of a rule: that it fires, that it does no longer, that nothing is known. */
    public record AlertWhen(boolean breaching, boolean resolved, boolean noData) {

        public static final AlertWhen DEFAULT = new AlertWhen(true, true, false);
    }

    /**
     * What it takes over the long window, beside the rate, to be no accident.
     *
     * @param minEvents how many valid ones
     * @param minBad how many bad ones
     */
    public record MinimumEvents(long minEvents, long minBad) {

        public static final MinimumEvents DEFAULT = new MinimumEvents(2, 2);

        public boolean isMetBy(SliMeasurement measurement) {
            return measurement.valid().compareTo(BigDecimal.valueOf(minEvents)) >= 0
                    && measurement.bad().compareTo(BigDecimal.valueOf(minBad)) >= 0;
        }
    }

    /** The share of the budget that the long window uses up when the rule fires: factor x long window / window. */
    public BigDecimal budgetShare(Duration window) {
        return SliMeasurement.ratio(
                factor.multiply(BigDecimal.valueOf(longWindow.toSeconds())), BigDecimal.valueOf(window.toSeconds()));
    }

    /**
     * Whether a burn rate can exceed the factor at all. Where everything is bad it is 1 / (1 - target), so a rule with
     * factor x (1 - target) >= 1 never fires.
     */
    public static boolean canFire(BigDecimal factor, Target target) {
        return factor.multiply(target.budget()).compareTo(BigDecimal.ONE) < 0;
    }

    /** What two burn rates, over the long and the short window, make of it; how long it held is not asked. */
    RuleState state(BurnRate overLong, BurnRate overShort, Target target) {
        if (overLong.measure().isEmpty()) {
            return RuleState.NO_DATA;
        } else if (!overLong.measure().burnsFasterThan(factor, target)
                || !overShort.measure().burnsFasterThan(factor, target)) {
            return RuleState.QUIET;
        }
        return minimumEvents.isMetBy(overLong.measure()) ? RuleState.FIRING : RuleState.HELD_BACK;
    }

    /** Whether it is {@link RuleState#FIRING}, without the rates, which cost more than to compare. */
    boolean fires(SliMeasurement overLong, SliMeasurement overShort, Target target) {
        return overLong.burnsFasterThan(factor, target)
                && overShort.burnsFasterThan(factor, target)
                && minimumEvents.isMetBy(overLong);
    }
}
