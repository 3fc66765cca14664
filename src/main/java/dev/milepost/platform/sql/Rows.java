package dev.milepost.platform.sql;

import java.util.List;

/**
 * The first rows of a query.
 *
 * @param more whether the query has further rows
 */
public record Rows<T>(List<T> rows, boolean more) {

    public Rows {
        rows = List.copyOf(rows);
    }
}
