package dev.milepost.slo.objectives;

import java.math.BigDecimal;

/** A ratio as people read it, the same wherever it is told: cut and not rounded, so that only all is 100 %. */
public final class Percent {

    private Percent() {}

    public static String of(BigDecimal ratio) {
        return Explanation.plain(ratio.movePointRight(2)) + " %";
    }
}
