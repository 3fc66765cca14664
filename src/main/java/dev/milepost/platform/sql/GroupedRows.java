package dev.milepost.platform.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Computes a result of the rows of each key. The rows of a key come one after the other, and only the needed rows of one
 * key are kept.
 */
final class GroupedRows<K, T, R> {

    /** How many rows of a key are kept until those that are not needed are removed. */
    private static final int MOST_ROWS = 100;

    private final Function<T, K> key;
    private final UnaryOperator<List<T>> needed;
    private final Function<List<T>, R> result;
    private final Map<K, R> results = new HashMap<>();
    private List<T> rows = new ArrayList<>();

    /** The parameters are those of {@link Sql#queryByKey}. */
    GroupedRows(Function<T, K> key, UnaryOperator<List<T>> needed, Function<List<T>, R> result) {
        this.key = key;
        this.needed = needed;
        this.result = result;
    }

    void add(T row) {
        if (!rows.isEmpty() && !key.apply(rows.get(0)).equals(key.apply(row))) {
            endKey();
        }
        rows.add(row);
        if (rows.size() >= MOST_ROWS) {
            rows = new ArrayList<>(needed.apply(rows));
        }
    }

    /** Returns the result of each key, after the last row. */
    Map<K, R> results() {
        endKey();
        return results;
    }

    private void endKey() {
        if (rows.isEmpty()) {
            return;
        }
        if (results.put(key.apply(rows.get(0)), result.apply(needed.apply(rows))) != null) {
            throw new IllegalStateException("The rows are not in the order of their keys");
        }
        rows = new ArrayList<>();
    }
}
