package dev.milepost.slo.objectives;

import java.math.BigDecimal;

/**
 * Formats a ratio as a percentage, the same way everywhere. It truncates and does not round, so only a ratio of 1 is
 * 100 %.
 */
public final class Percent {

    private Percent() {}

    public static String of(BigDecimal ratio) {
        return Explanation.plain(ratio.movePointRight(2)) + " %";
    }
}
