package dev.milepost.slo.objectives;

import java.math.BigDecimal;

/** The share of valid events that must be good: at least 0 and less than 1, because a target of 1 leaves no budget. */
public record Target(BigDecimal ratio) {

    public Target {
        if (ratio.signum() < 0 || ratio.compareTo(BigDecimal.ONE) >= 0) {
            throw new IllegalArgumentException("a target must be at least 0 and less than 1, but is " + ratio);
        }
    }

    public static Target ofPercent(String percent) {
        return new Target(new BigDecimal(percent).movePointLeft(2));
    }

    /** Returns the share that may be bad: 1 - target. */
    public BigDecimal budget() {
        return BigDecimal.ONE.subtract(ratio);
    }

    /** Returns the number that may be bad: (1 - target) x valid, exact. */
    public BigDecimal allowed(SliMeasurement measurement) {
        return budget().multiply(measurement.valid());
    }

    /** Returns true if no more are bad than allowed, compared exactly. */
    public boolean isMetBy(SliMeasurement measurement) {
        return measurement.bad().compareTo(allowed(measurement)) <= 0;
    }
}
