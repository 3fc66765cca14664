package dev.milepost.insights.adoption;

import org.jspecify.annotations.Nullable;

/**
 * A part of a whole.
 *
 * @param ratio null if the whole is 0
 * @param reason why the ratio is null; null if it is not
 */
record Ratio(
        long part,
        long whole,
        @Nullable Double ratio,
        @Nullable String reason) {

    static Ratio of(long part, long whole, String reason) {
        return whole == 0 ? new Ratio(part, whole, null, reason) : new Ratio(part, whole, (double) part / whole, null);
    }
}
