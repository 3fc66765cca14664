package dev.milepost.adoption;

import org.jspecify.annotations.Nullable;

/**
 * A part of a whole.
 *
 * @param ratio null where the whole is nothing
 * @param reason why it is null; null where it is not
 */
record Share(
        long part,
        long whole,
        @Nullable Double ratio,
        @Nullable String reason) {

    static Share of(long part, long whole, String reason) {
        return whole == 0 ? new Share(part, whole, null, reason) : new Share(part, whole, (double) part / whole, null);
    }
}
