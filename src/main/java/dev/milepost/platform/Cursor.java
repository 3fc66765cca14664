package dev.milepost.platform;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Where a page ended: the values that its list is ordered by, of the last item. Opaque to callers.
 *
 * @param values texts without U+0000, which no key has
 */
public record Cursor(List<String> values) {

    private static final String SEPARATOR = "\0";

    public Cursor {
        values = List.copyOf(values);
    }

    public static Cursor of(String... values) {
        return new Cursor(Arrays.asList(values));
    }

    /**
     * The cursor behind a text.
     *
     * @param size how many values it must have
     * @throws ProblemException where it is none of this list
     */
    public static Cursor parse(String text, int size) {
        try {
            var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            var values = List.of(plain.split(SEPARATOR, -1));
            if (values.size() == size) {
                return new Cursor(values);
            }
        } catch (IllegalArgumentException e) {
            // Answered below like a cursor of another list.
        }
        throw unknown();
    }

    /** For values that turn out not to be of the type that the list is ordered by. */
    public static ProblemException unknown() {
        return RefusedRequest.invalid(
                List.of(new ProblemException.Fault("cursor", "must be the next_cursor of an earlier page")));
    }

    @Override
    public String toString() {
        var plain = String.join(SEPARATOR, values).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }
}
