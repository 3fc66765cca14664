package dev.milepost.platform.collections;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;

/** Parts of a list, for work on items that do not fit into memory together. */
public final class Parts {

    private Parts() {}

    /**
     * Splits items in their order into parts of at most {@code bytes} together. A larger item is a part of its own.
     *
     * @param size the size of an item in memory, in bytes
     */
    public static <T> List<List<T>> within(long bytes, Collection<T> items, ToLongFunction<T> size) {
        var parts = new ArrayList<List<T>>();
        var part = new ArrayList<T>();
        long taken = 0;
        for (var item : items) {
            taken += size.applyAsLong(item);
            if (taken > bytes && !part.isEmpty()) {
                parts.add(List.copyOf(part));
                part.clear();
                taken = size.applyAsLong(item);
            }
            part.add(item);
        }
        if (!part.isEmpty()) {
            parts.add(List.copyOf(part));
        }
        return parts;
    }
}
