package dev.milepost.slo.objectives;

/**
 * The 95 % confidence interval of a ratio by the Wilson score. It stays within 0 and 1, and works for few events and
 * for ratios near 1 (E. B. Wilson, "Probable inference, the law of succession, and statistical inference", 1927).
 */
public record ConfidenceInterval(double low, double high) {

    /** The 97.5th percentile of the standard normal distribution. */
    private static final double Z = 1.959963984540054;

    /**
     * Returns the interval of a measurement that is not empty. If slices count by their ratio, the interval can be
     * wider than necessary, but never narrower.
     */
    public static ConfidenceInterval of(SliMeasurement measurement) {
        var valid = measurement.valid().doubleValue();
        if (valid == 0) {
            throw new IllegalArgumentException("a confidence interval needs at least one event");
        }
        var ratio = measurement.good().doubleValue() / valid;
        var shrink = 1 + Z * Z / valid;
        var centre = (ratio + Z * Z / (2 * valid)) / shrink;
        var half = Z * Math.sqrt(ratio * (1 - ratio) / valid + Z * Z / (4 * valid * valid)) / shrink;
        return new ConfidenceInterval(
                measurement.good().signum() == 0 ? 0 : Math.max(0, centre - half),
                measurement.bad().signum() == 0 ? 1 : Math.min(1, centre + half));
    }
}
