package dev.milepost.fourkeys;

import dev.milepost.delivery.DurationSample;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Durations in sum, in microseconds.
 *
 * @param quantiles exactly, of {@link #FRACTIONS}; null where only a sample is known, or there are no durations
 */
record Spans(
        long count,
        BigDecimal sum,
        DurationSample sample,
        @Nullable List<Double> quantiles) {

    static final List<Double> FRACTIONS = List.of(0.5, 0.75, 0.9, 0.95);
    static final Spans NONE = new Spans(0, BigDecimal.ZERO, DurationSample.EMPTY, null);

    private static final int DECIMALS = 6;

    Spans plus(Spans other) {
        return new Spans(count + other.count, sum.add(other.sum), sample.plus(other.sample), null);
    }

    /** With quantiles that were read from facts. */
    Spans exactly(Spans fromFacts) {
        return new Spans(count, sum, sample, fromFacts.quantiles);
    }

    boolean isEstimated() {
        return count > 0 && quantiles == null;
    }

    @Nullable
    BigDecimal mean() {
        return count == 0 ? null : seconds(sum.divide(BigDecimal.valueOf(count), DECIMALS, RoundingMode.HALF_EVEN));
    }

    /** In seconds; null of no durations. */
    @Nullable
    BigDecimal quantile(double fraction) {
        if (count == 0) {
            return null;
        }
        double micros = quantiles == null ? sample.quantile(fraction) : quantiles.get(FRACTIONS.indexOf(fraction));
        return seconds(BigDecimal.valueOf(micros));
    }

    private static BigDecimal seconds(BigDecimal micros) {
        var seconds = micros.movePointLeft(DECIMALS)
                .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
    }
}
