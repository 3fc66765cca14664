package dev.milepost.platform.http;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Where a page ended: the values that its list is ordered by, of the last item. Opaque to callers.
 *
 * @param values texts without U+0000, which no key has
 */
public record Cursor(List<String> values) {

    private static final String SEPARATOR = "\0";

    /** What PostgreSQL keeps as a time ends a little beyond these. */
    private static final Instant EARLIEST = Instant.parse("-4700-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("+294000-01-01T00:00:00Z");

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
        throw invalid();
    }

    /**
     * One of the values, as the time that it must be.
     *
     * @throws ProblemException where it is none that the database knows
     */
    public Instant time(int place) {
        try {
            var time = Instant.parse(values.get(place));
            if (time.isAfter(EARLIEST) && time.isBefore(LATEST)) {
                return time;
            }
        } catch (DateTimeException e) {
            // Answered below like a cursor of another list.
        }
        throw invalid();
    }

    /**
     * One of the values, as the identity that it must be.
     *
     * @throws ProblemException where it is none
     */
    public UUID id(int place) {
        try {
            return UUID.fromString(values.get(place));
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    /** For values that turn out not to be of the type that the list is ordered by. */
    public static ProblemException invalid() {
        return RefusedRequest.invalid(
                List.of(new ProblemException.Fault("cursor", "must be the next_cursor of an earlier page")));
    }

    @Override
    public String toString() {
        var plain = String.join(SEPARATOR, values).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }
}
