package dev.milepost.delivery.facts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A batch seen by columns, as {@code unnest} takes it. */
final class UnnestColumns {

    private UnnestColumns() {}

    /** One column; it may hold nulls. */
    static <R, T> List<@Nullable T> of(Collection<R> rows, Function<R, @Nullable T> column) {
        var values = new ArrayList<@Nullable T>(rows.size());
        for (var row : rows) {
            values.add(column.apply(row));
        }
        return values;
    }
}
