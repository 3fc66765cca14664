package dev.milepost.delivery.fourkeys;

import dev.milepost.delivery.facts.DurationSketch;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The number, sum and distribution of durations. Values are in microseconds unless a method says otherwise.
 *
 * @param quantiles the exact quantiles of {@link #FRACTIONS}; null if only a sketch is known or there are no durations
 */
record DurationStats(
        long count,
        BigDecimal sum,
        DurationSketch sketch,
        @Nullable List<Double> quantiles) {

    static final List<Double> FRACTIONS = List.of(0.5, 0.75, 0.9, 0.95);
    static final DurationStats NONE = new DurationStats(0, BigDecimal.ZERO, DurationSketch.EMPTY, null);

    private static final int DECIMALS = 6;

    DurationStats plus(DurationStats other) {
        return new DurationStats(count + other.count, sum.add(other.sum), sketch.plus(other.sketch), null);
    }

    /** Replaces the quantiles by those that were computed from facts. */
    DurationStats withQuantilesOf(DurationStats fromFacts) {
        return new DurationStats(count, sum, sketch, fromFacts.quantiles);
    }

    boolean isEstimated() {
        return count > 0 && quantiles == null;
    }

    @Nullable
    BigDecimal mean() {
        return count == 0 ? null : seconds(sum.divide(BigDecimal.valueOf(count), DECIMALS, RoundingMode.HALF_EVEN));
    }

    /** In seconds; null if there are no durations. */
    @Nullable
    BigDecimal quantile(double fraction) {
        if (count == 0) {
            return null;
        }
        double micros = quantiles == null ? sketch.quantile(fraction) : quantiles.get(FRACTIONS.indexOf(fraction));
        return seconds(BigDecimal.valueOf(micros));
    }

    private static BigDecimal seconds(BigDecimal micros) {
        var seconds = micros.movePointLeft(DECIMALS)
                .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
    }
}
