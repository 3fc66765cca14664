package dev.milepost.slo.objectives;

import java.math.BigDecimal;

/** The share of valid events that is to be good: at least 0 and less than 1, since a target of all leaves no budget. */
public record Target(BigDecimal ratio) {

    public Target {
        if (ratio.signum() < 0 || ratio.compareTo(BigDecimal.ONE) >= 0) {
            throw new IllegalArgumentException("a target is at least 0 and less than 1, and not " + ratio);
        }
    }

    public static Target ofPercent(String percent) {
        return new Target(new BigDecimal(percent).movePointLeft(2));
    }

    /** The share that may be bad: 1 - target. */
    public BigDecimal budget() {
        return BigDecimal.ONE.subtract(ratio);
    }

    /** How many may be bad: (1 - target) x valid, exactly. */
    public BigDecimal allowed(SliMeasurement measurement) {
        return budget().multiply(measurement.valid());
    }

    /** Whether no more are bad than may be, compared exactly. */
    public boolean isMetBy(SliMeasurement measurement) {
        return measurement.bad().compareTo(allowed(measurement)) <= 0;
    }
}
