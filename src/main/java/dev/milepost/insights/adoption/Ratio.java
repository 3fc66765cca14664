package dev.milepost.insights.adoption;

import org.jspecify.annotations.Nullable;

/**
 * A part of a whole.
 *
 * @param ratio null where the whole is nothing
 * @param reason why it is null; null where it is not
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
