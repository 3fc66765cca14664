package dev.milepost.platform.http;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * The end of a page: the sort key values of its last item. Opaque to callers.
 *
 * @param values strings without U+0000, which no key contains
 */
public record Cursor(List<String> values) {

    private static final String SEPARATOR = "\0";

    /** PostgreSQL's range of timestamps is slightly larger than this. */
    private static final Instant EARLIEST = Instant.parse("-4700-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("+294000-01-01T00:00:00Z");

    public Cursor {
        values = List.copyOf(values);
    }

    public static Cursor of(String... values) {
        return new Cursor(Arrays.asList(values));
    }

    /**
     * Parses a cursor.
     *
     * @param size the required number of values
     * @throws ProblemException if the text is not a cursor with this number of values
     */
    public static Cursor parse(String text, int size) {
        try {
            var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            var values = List.of(plain.split(SEPARATOR, -1));
            if (values.size() == size) {
                return new Cursor(values);
            }
        } catch (IllegalArgumentException e) {
            // Rejected below, like a cursor of another list.
        }
        throw invalid();
    }

    /**
     * One of the values, as a timestamp.
     *
     * @throws ProblemException if it is not a timestamp within PostgreSQL's range
     */
    public Instant time(int place) {
        try {
            var time = Instant.parse(values.get(place));
            if (time.isAfter(EARLIEST) && time.isBefore(LATEST)) {
                return time;
            }
        } catch (DateTimeException e) {
            // Rejected below, like a cursor of another list.
        }
        throw invalid();
    }

    /**
     * One of the values, as a UUID.
     *
     * @throws ProblemException if it is not a UUID
     */
    public UUID id(int place) {
        try {
            return UUID.fromString(values.get(place));
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    /** For values that do not have the type of the sort key. */
    public static ProblemException invalid() {
        return ProblemException.of(
                ProblemType.INVALID_REQUEST,
                List.of(new ProblemException.Fault("cursor", "must be the next_cursor of a previous page")));
    }

    @Override
    public String toString() {
        var plain = String.join(SEPARATOR, values).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }
}
