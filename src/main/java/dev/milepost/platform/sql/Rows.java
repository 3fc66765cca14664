package dev.milepost.platform.sql;

import java.util.List;

/**
 * The first rows of a question.
 *
 * @param more whether there are others that the question asked for
 */
public record Rows<T>(List<T> rows, boolean more) {

    public Rows {
        rows = List.copyOf(rows);
    }
}
