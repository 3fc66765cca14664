package dev.milepost.slo.prometheus;

import dev.milepost.slo.objectives.Threshold;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The bucket bounds of a duration histogram: standard bounds, and exactly the bound between good and bad.
 *
 * @param bounds in seconds, ascending; durations above the last bound are in one more bucket
 */
record Buckets(List<BigDecimal> bounds) {

    static final String POSITIVE_INFINITY = "+Inf";

    /** Stored totals use these bounds. A change needs a migration that recounts them. */
    private static final List<BigDecimal> STANDARD = Stream.of(
                    "0.1", "0.3", "1", "3", "10", "30", "60", "180", "300", "600", "1800", "3600", "14400", "86400")
            .map(BigDecimal::new)
            .toList();

    static Buckets of(Threshold threshold) {
        return new Buckets(Stream.concat(STANDARD.stream(), Stream.of(threshold.bound()))
                .map(BigDecimal::stripTrailingZeros)
                .distinct()
                .sorted()
                .toList());
    }

    static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
    }

    /** Returns the label of the lowest bucket that contains a duration. */
    String label(BigDecimal seconds) {
        return bounds.stream()
                .filter(bound -> seconds.compareTo(bound) <= 0)
                .findFirst()
                .map(Buckets::formatBound)
                .orElse(POSITIVE_INFINITY);
    }

    List<String> labels() {
        return Stream.concat(bounds.stream().map(Buckets::formatBound), Stream.of(POSITIVE_INFINITY))
                .toList();
    }

    /** Formats a bound exactly and in the way in which Prometheus writes numbers as labels: 0.3 and 180.0. */
    static String formatBound(BigDecimal bound) {
        var plain = bound.stripTrailingZeros().toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }
}
