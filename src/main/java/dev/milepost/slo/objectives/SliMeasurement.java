package dev.milepost.slo.objectives;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * The exact numbers of good and bad events or time slices that are compared with the target. They are whole numbers
 * unless slices count by their ratio.
 */
public record SliMeasurement(BigDecimal good, BigDecimal bad) {

    public static final SliMeasurement NONE = new SliMeasurement(BigDecimal.ZERO, BigDecimal.ZERO);

    /** The number of decimals of a ratio. */
    static final int DECIMALS = 12;

    public static SliMeasurement of(Counts counts) {
        return of(counts.good(), counts.bad());
    }

    public static SliMeasurement of(long good, long bad) {
        return new SliMeasurement(BigDecimal.valueOf(good), BigDecimal.valueOf(bad));
    }

    public BigDecimal valid() {
        return good.add(bad);
    }

    public boolean isEmpty() {
        return valid().signum() == 0;
    }

    public SliMeasurement plus(SliMeasurement other) {
        return new SliMeasurement(good.add(other.good), bad.add(other.bad));
    }

    /** Returns good / valid to 12 decimals; null without valid events, because no events are not 100 %. */
    public @Nullable BigDecimal sli() {
        return isEmpty() ? null : ratio(good, valid());
    }

    public static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
        return part.divide(whole, DECIMALS, RoundingMode.HALF_EVEN);
    }
}
