package dev.milepost.slo.objectives;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * The condition for a good duration.
 *
 * @param op lte, lt, gte or gt
 * @param seconds the value to compare with, in seconds
 */
public record Threshold(String op, BigDecimal seconds) {

    /** Durations have a precision of one nanosecond. */
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

    /** Returns the comparison in words. */
    String words() {
        return switch (op) {
            case "lte" -> "at most";
            case "lt" -> "less than";
            case "gte" -> "at least";
            default -> "more than";
        };
    }

    /** Returns true if durations up to the bound are good and longer ones are bad. */
    public boolean isUpper() {
        return op.startsWith("lt");
    }

    /** Returns the greatest duration on the lower side. The durations up to it are all good or all bad. */
    public BigDecimal bound() {
        if (op.equals("lte") || op.equals("gt")) {
            return seconds;
        }
        var whole = seconds.divide(NANOSECOND, 0, RoundingMode.CEILING);
        return whole.subtract(BigDecimal.ONE).multiply(NANOSECOND);
    }
}
