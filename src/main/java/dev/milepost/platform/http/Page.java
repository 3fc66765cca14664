package dev.milepost.platform.http;

import dev.milepost.platform.sql.Rows;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param nextCursor where the next part begins; null on the last
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    public Page {
        items = List.copyOf(items);
    }

    /**
     * The first {@code limit} of the items, of which the question asked for one more than that.
     *
     * @param cursor what the next part begins after
     */
    public static <T> Page<T> of(List<T> items, int limit, Function<T, Cursor> cursor) {
        if (items.size() <= limit) {
            return new Page<>(items, null);
        }
        return new Page<>(
                items.subList(0, limit), cursor.apply(items.get(limit - 1)).toString());
    }

    /** The same of rows that may end before the limit, where more of them would be too large. */
    public static <T> Page<T> of(Rows<T> found, int limit, Function<T, Cursor> cursor) {
        var items = found.rows();
        if (items.size() > limit || !found.more()) {
            return of(items, limit, cursor);
        }
        return new Page<>(items, cursor.apply(items.get(items.size() - 1)).toString());
    }
}
