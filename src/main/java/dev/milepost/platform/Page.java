package dev.milepost.platform;

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
}
