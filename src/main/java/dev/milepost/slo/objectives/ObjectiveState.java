package dev.milepost.slo.objectives;

import java.math.BigDecimal;

/**
 * The state of an objective, as far as the events can show it. The first state that applies, from the top.
 *
 * <p>The ratio alone claims too much for few events: one failure of five runs is 80 %, and can be chance. The interval
 * alone claims too little: 100 runs would never be enough to judge a target of 99 %. So the outer states need the whole
 * interval on one side of the target, and the inner states follow the ratio. If one event decides, the state is
 * insufficient data.
 */
public enum ObjectiveState {
    /** No valid event in the window. This is never 100 %. */
    NO_DATA,
    /** At least two bad events, and the whole 95 % interval is below the target: chance does not explain it. */
    BREACHED,
    /** The whole 95 % interval is at or above the target: chance does not explain it. */
    MET,
    /**
     * The budget is less than one event and at most one event was bad, so a single event decides. This is so for less
     * than 100 valid events with a target of 99 %.
     */
    INSUFFICIENT_DATA,
    /** No more bad events than allowed, but chance can explain it. */
    LIKELY_MET,
    /** More bad events than allowed, but chance can explain it. */
    LIKELY_BREACHED;

    /** The number of bad events that chance does not explain. */
    private static final int MIN_BAD = 2;

    public static ObjectiveState of(SliMeasurement measurement, Target target) {
        if (measurement.isEmpty()) {
            return NO_DATA;
        }
        var interval = ConfidenceInterval.of(measurement);
        var ratio = target.ratio().doubleValue();
        var repeated = measurement.bad().compareTo(BigDecimal.valueOf(MIN_BAD)) >= 0;
        if (repeated && interval.high() < ratio) {
            return BREACHED;
        } else if (interval.low() >= ratio) {
            return MET;
        } else if (!repeated && target.allowed(measurement).compareTo(BigDecimal.ONE) < 0) {
            return INSUFFICIENT_DATA;
        }
        return target.isMetBy(measurement) ? LIKELY_MET : LIKELY_BREACHED;
    }
}
