package dev.milepost.platform.http;

import dev.milepost.platform.sql.Rows;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param nextCursor the start of the next page; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    public Page {
        items = List.copyOf(items);
    }

    /**
     * The first {@code limit} items. The query must request one item more, to find out whether there is another page.
     *
     * @param cursor returns the cursor after an item
     */
    public static <T> Page<T> of(List<T> items, int limit, Function<T, Cursor> cursor) {
        if (items.size() <= limit) {
            return new Page<>(items, null);
        }
        return new Page<>(
                items.subList(0, limit), cursor.apply(items.get(limit - 1)).toString());
    }

    /** A page of rows that can end before the limit, if more rows would exceed the byte limit. */
    public static <T> Page<T> of(Rows<T> found, int limit, Function<T, Cursor> cursor) {
        var items = found.rows();
        if (items.size() > limit || !found.more()) {
            return of(items, limit, cursor);
        }
        return new Page<>(items, cursor.apply(items.get(items.size() - 1)).toString());
    }
}
