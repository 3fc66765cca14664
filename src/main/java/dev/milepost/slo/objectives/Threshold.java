package dev.milepost.slo.objectives;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * What a good duration is.
 *
 * @param op lte, lt, gte or gt
 * @param seconds to compare with
 */
public record Threshold(String op, BigDecimal seconds) {

    /** Durations are told to the nanosecond. */
    private static final BigDecimal NANOSECOND = BigDecimal.valueOf(1, 9);

    boolean isMetBy(Duration duration) {
        int compared = BigDecimal.valueOf(duration.getSeconds())
                .add(BigDecimal.valueOf(duration.getNano(), 9))
                .compareTo(seconds);
        return switch (op) {
            case "lte" -> compared <= 0;
            case "lt" -> compared < 0;
            case "gte" -> compared >= 0;
            default -> compared > 0;
        };
    }

    /** Whether good are the durations up to the bound, and not those above it. */
    public boolean isUpper() {
        return op.startsWith("lt");
    }

    /** The greatest duration on the lesser side: those up to it are all good, or all bad. */
    public BigDecimal bound() {
        if (op.equals("lte") || op.equals("gt")) {
            return seconds;
        }
        var whole = seconds.divide(NANOSECOND, 0, RoundingMode.CEILING);
        return whole.subtract(BigDecimal.ONE).multiply(NANOSECOND);
    }
}
