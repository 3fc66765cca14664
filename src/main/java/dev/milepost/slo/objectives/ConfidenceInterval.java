package dev.milepost.slo.objectives;

/**
 * The 95 % interval of a ratio by Wilson's score, which stays within 0 and 1 and is of use for few events and for ratios
 * near 1 (E. B. Wilson, "Probable inference, the law of succession, and statistical inference", 1927).
 */
public record ConfidenceInterval(double low, double high) {

    /** The 97.5th percentile of the standard normal distribution. */
    private static final double Z = 1.959963984540054;

    /** Of a measure that is not empty. Where slices count by their ratio it is wider than it need be, never narrower. */
    public static ConfidenceInterval of(SliMeasurement measurement) {
        var valid = measurement.valid().doubleValue();
        if (valid == 0) {
            throw new IllegalArgumentException("there is no interval of nothing");
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
