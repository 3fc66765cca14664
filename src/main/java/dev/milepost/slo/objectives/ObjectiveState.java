package dev.milepost.slo.objectives;

import java.math.BigDecimal;

/**
 * How an objective stands, as far as the events can tell. The first that holds, from the top.
 *
 * <p>The ratio alone says too much where events are few: one failure of five runs is 80 %, and may be chance. The
 * interval alone says too little: by it 99 % of 100 runs could not be told from anything. So the outer states ask for
 * the whole interval on one side, the inner ones take the ratio's side, and where one event decides, nobody takes a side.
 */
public enum ObjectiveState {
    /** No valid event in the window: never 100 %. */
    NO_DATA,
    /** At least two bad ones, and the whole 95 % interval below the target: chance does not explain it. */
    BREACHED,
    /** The whole 95 % interval at or above the target: chance does not explain it. */
    MET,
    /**
     * The budget is less than one event and at most one was bad, so that a single event makes all the difference: less
     * than 100 valid events for a target of 99 %.
     */
    INSUFFICIENT_DATA,
    /** No more bad ones than allowed, and the interval leaves room for doubt. */
    LIKELY_MET,
    /** More bad ones than allowed, and the interval leaves room for doubt. */
    LIKELY_BREACHED;

    /** How many bad events it takes not to be an accident. */
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
