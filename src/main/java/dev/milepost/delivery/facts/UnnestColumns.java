package dev.milepost.delivery.facts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Converts rows to columns, as {@code unnest} expects them. */
final class UnnestColumns {

    private UnnestColumns() {}

    /** One column of the rows; values may be null. */
    static <R, T> List<@Nullable T> of(Collection<R> rows, Function<R, @Nullable T> column) {
        var values = new ArrayList<@Nullable T>(rows.size());
        for (var row : rows) {
            values.add(column.apply(row));
        }
        return values;
    }
}
