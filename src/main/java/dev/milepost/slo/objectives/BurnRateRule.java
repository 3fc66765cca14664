package dev.milepost.slo.objectives;

import dev.milepost.slo.objectives.BurnRateRule.RuleState;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * A multiwindow burn rate rule. It fires when the budget burns too fast over a long window and also over a short one
 * (Site Reliability Workbook, chapter 5, "Multiwindow, multi-burn-rate alerts").
 *
 * @param factor the burn rate that both windows must exceed
 * @param inclusive true if the factor itself is enough
 * @param alertAfter how long the condition must last before the rule fires; zero to fire at once
 * @param keepFiringFor how long the rule keeps firing after its condition held last, so that a rate near the factor
 * does not end the alert and raise it again; zero to end at once
 * @param alertWhen the notifications that the alert policy asks for
 */
public record BurnRateRule(
        String name,
        String severity,
        BigDecimal factor,
        boolean inclusive,
        Duration longWindow,
        Duration shortWindow,
        Duration alertAfter,
        Duration keepFiringFor,
        MinimumEvents minimumEvents,
        AlertWhen alertWhen) {

    /** Longer than the time between two evaluations, and than that between probes that run every five minutes. */
    public static final Duration DEFAULT_KEEP_FIRING = Duration.ofMinutes(5);

    /** Creates a rule that fires above its factor, with the default hysteresis and notifications. */
    public BurnRateRule(
            String name,
            String severity,
            BigDecimal factor,
            Duration longWindow,
            Duration shortWindow,
            Duration alertAfter,
            MinimumEvents minimum) {
        this(
                name,
                severity,
                factor,
                false,
                longWindow,
                shortWindow,
                alertAfter,
                DEFAULT_KEEP_FIRING,
                minimum,
                AlertWhen.DEFAULT);
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
        /** The condition holds for as long as the rule requires, or held so within {@code keepFiringFor}. */
        FIRING
    }

    /**
     * A rule with its burn rates and its state.
     *
     * @param kept true if the condition no longer holds, and the rule is kept firing
     */
    public record RuleEvaluation(
            BurnRateRule rule, BurnRate overLong, BurnRate overShort, RuleState state, boolean kept) {}

    /**
     * Returns the share of the budget that the long window uses up when the rule fires: factor x long window / window.
     */
    public BigDecimal budgetShare(Duration window) {
        return SliMeasurement.ratio(
                factor.multiply(BigDecimal.valueOf(longWindow.toSeconds())), BigDecimal.valueOf(window.toSeconds()));
    }

    /** Returns the highest burn rate, with only bad events: 1 / (1 - target), to 12 decimals. */
    public static BigDecimal highestRate(Target target) {
        return SliMeasurement.ratio(BigDecimal.ONE, target.budget()).stripTrailingZeros();
    }

    /** Returns true if the highest burn rate meets the condition of the rule, compared exactly. */
    public boolean canFire(Target target) {
        int compared = factor.multiply(target.budget()).compareTo(BigDecimal.ONE);
        return compared < 0 || inclusive && compared == 0;
    }

    /** Returns true if a burn rate meets the condition, compared exactly: bad > factor x (1 - target) x valid. */
    public boolean isMetBy(SliMeasurement measurement, Target target) {
        int compared = measurement.bad().compareTo(factor.multiply(target.allowed(measurement)));
        return compared > 0 || inclusive && compared == 0 && !measurement.isEmpty();
    }

    /**
     * Returns the state for two burn rates, over the long and the short window. It does not check {@code alertAfter} and
     * {@code keepFiringFor}.
     */
    RuleState state(BurnRate overLong, BurnRate overShort, Target target) {
        if (overLong.measure().isEmpty()) {
            return RuleState.NO_DATA;
        } else if (!isMetBy(overLong.measure(), target) || !isMetBy(overShort.measure(), target)) {
            return RuleState.QUIET;
        }
        return minimumEvents.isMetBy(overLong.measure()) ? RuleState.FIRING : RuleState.HELD_BACK;
    }

    /**
     * Returns true if the state is {@link RuleState#FIRING}. It does not compute the rates, which cost more than
     * comparing.
     */
    boolean fires(SliMeasurement overLong, SliMeasurement overShort, Target target) {
        return isMetBy(overLong, target) && isMetBy(overShort, target) && minimumEvents.isMetBy(overLong);
    }
}
