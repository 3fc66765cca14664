package dev.milepost.policy.engines;

import dev.milepost.platform.text.Shorten;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a policy objects to.
 *
 * @param rule the rule of the policy; null if the engine names none
 * @param pointer where, as a JSON pointer into the input or the entity, or as the engine says it; null if unknown
 * @param remedy what to do; null if the policy does not say
 * @param link where to read more; null if the policy does not say
 */
public record Violation(
        @Nullable String rule,
        String message,
        @Nullable String pointer,
        @Nullable String remedy,
        @Nullable String link) {

    private static final int LONGEST = 2_000;

    public Violation {
        rule = shorten(rule);
        message = Shorten.to(LONGEST, message.replace('\0', ' '));
        pointer = shorten(pointer);
        remedy = shorten(remedy);
        link = shorten(link);
    }

    /** The length of all texts. */
    public int length() {
        return length(rule) + message.length() + length(pointer) + length(remedy) + length(link);
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    /** A message alone. */
    public static Violation of(String message) {
        return new Violation(null, message, null, null, null);
    }

    private static @Nullable String shorten(@Nullable String text) {
        // PostgreSQL cannot store U+0000.
        return text == null ? null : Shorten.to(LONGEST, text.replace('\0', ' '));
    }
}
