package dev.milepost.policy.formats;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Numbers in texts of documents. */
final class Numbers {

    private static final int DIGITS = 15;

    private Numbers() {}

    /** A count. Empty unless the text has digits only, and few enough. */
    static OptionalLong count(@Nullable String text) {
        return text == null
                        || text.isEmpty()
                        || text.length() > DIGITS
                        || !text.chars().allMatch(c -> c >= '0' && c <= '9')
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(text));
    }

    /** A number of at least 0; 0 if the text is none. */
    static double positive(@Nullable String text) {
        return Math.max(0, of(text, 0));
    }

    /** A number; another value if the text is none. */
    static double of(@Nullable String text, double otherwise) {
        if (text == null || text.length() > 2 * DIGITS) {
            return otherwise;
        }
        try {
            var number = Double.parseDouble(text);
            return Double.isFinite(number) ? number : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
