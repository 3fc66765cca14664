package dev.milepost.platform.sql;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Set-based SQL over JDBC. The values for {@code ?} are strings, numbers, instants and collections of them, which
 * become PostgreSQL arrays. Statements run in the current transaction. They do not see changes of entities that Hibernate
 * has not flushed, and entities that it has read do not change with the rows.
 */
@Singleton
public final class Sql {

    private static final int ROWS_AT_ONCE = 500;

    private final DataSource database;

    public Sql(DataSource database) {
        this.database = database;
    }

    /** Maps the current row of a result set to a value. */
    public interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** An SQL statement failed; see the cause. */
    public static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failure(SQLException cause) {
            super(cause);
        }

        /** The SQLSTATE, whose first two characters are the class. Empty if the driver set none. */
        public String state() {
            return getCause() instanceof SQLException cause && cause.getSQLState() != null ? cause.getSQLState() : "";
        }
    }

    public <T> List<T> query(String statement, Row<T> row, @Nullable Object... values) {
        var rows = new ArrayList<T>();
        read(0, statement, row, rows::add, values);
        return rows;
    }

    /** As {@link #query}. Within a transaction the driver reads the rows in parts, so that a row can end the query. */
    public <T> List<T> queryInParts(String statement, Row<T> row, @Nullable Object... values) {
        var rows = new ArrayList<T>();
        read(ROWS_AT_ONCE, statement, row, rows::add, values);
        return rows;
    }

    /** Reads rows one by one. Within a transaction the driver reads them in parts, so that any number fits into memory. */
    public <T> void forEach(String statement, Row<T> row, Consumer<T> visitor, @Nullable Object... values) {
        read(ROWS_AT_ONCE, statement, row, visitor, values);
    }

    /**
     * The result of the rows of each key. The rows of a key must come one after the other. Within a transaction the driver
     * reads the rows in parts, and only the needed rows of one key are kept, so that any number of rows fits into memory.
     *
     * @param needed returns the rows of a key that are needed, at most a few, of all or of some rows
     * @param result returns the result of the needed rows of a key
     */
    public <K, T, R> Map<K, R> queryByKey(
            String statement,
            Row<T> row,
            Function<T, K> key,
            UnaryOperator<List<T>> needed,
            Function<List<T>, R> result,
            @Nullable Object... values) {
        var grouped = new GroupedRows<>(key, needed, result);
        read(ROWS_AT_ONCE, statement, row, grouped::add, values);
        return grouped.results();
    }

    private <T> void read(int rowsAtOnce, String statement, Row<T> row, Consumer<T> rows, @Nullable Object... values) {
        try (var connection = database.getConnection();
                var prepared = prepare(connection, statement, values)) {
            prepared.setFetchSize(rowsAtOnce);
            try (var result = prepared.executeQuery()) {
                while (result.next()) {
                    rows.accept(row.of(result));
                }
            }
        } catch (SQLException e) {
            throw new Failure(e);
        }
    }

    /**
     * The first rows of a query within a total number of bytes, but at least one. The limit is applied in the database,
     * which does not send the other rows. It does not read their large values either, because the length of a value is
     * in its header.
     *
     * @param bytes the maximum of the sum of all rows' sizes
     * @param statement a query with a limit and named columns
     * @param order the order of the rows
     * @param size an SQL expression over the columns: the size of a row in bytes
     */
    public <T> Rows<T> queryWithin(
            long bytes, String statement, String order, String size, Row<T> row, @Nullable Object... values) {
        var all = new long[1];
        var rows = query(
                """
                select * from (
                    select page.*, count(*) over () as rows_in_all, row_number() over (order by %2$s) as row_in_all,
                        sum(%3$s) over (order by %2$s rows unbounded preceding) as bytes_until
                    from (%1$s) page
                ) page
                where row_in_all = 1 or bytes_until <= %4$d
                order by row_in_all
                """.formatted(statement, order, size, bytes),
                result -> {
                    all[0] = result.getLong("rows_in_all");
                    return row.of(result);
                },
                values);
        return new Rows<>(rows, rows.size() < all[0]);
    }

    /** Runs a statement and returns the number of changed rows. */
    public int update(String statement, @Nullable Object... values) {
        try (var connection = database.getConnection();
                var prepared = prepare(connection, statement, values)) {
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw new Failure(e);
        }
    }

    /**
     * Loads rows with {@code COPY}, in the current transaction.
     *
     * @param statement a {@code copy … from stdin} in PostgreSQL's text format
     * @return the number of loaded rows
     */
    public long copy(String statement, InputStream rows) {
        try (var connection = database.getConnection()) {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            return copy.copyIn(statement, rows);
        } catch (SQLException e) {
            throw new Failure(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The failure of a statement in a chain of causes, whether this class or Hibernate sent the statement. */
    public static Optional<SQLException> failureIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }

    /** The instant in a column; null if the column is null. */
    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /** The strings in an array column; null if the column is null. */
    public static @Nullable List<String> texts(ResultSet row, String column) throws SQLException {
        Array value = row.getArray(column);
        return value == null ? null : List.of((String[]) value.getArray());
    }

    /** One value of each row, as {@code unnest} expects its columns. */
    public static <R, T> List<@Nullable T> column(Collection<R> rows, Function<R, @Nullable T> value) {
        var column = new ArrayList<@Nullable T>(rows.size());
        rows.forEach(row -> column.add(value.apply(row)));
        return column;
    }

    /**
     * The literal of a PostgreSQL text array. It allows lists of lists of different lengths: an array of literals is
     * unnested, and each is cast to {@code text[]}.
     */
    public static @Nullable String arrayLiteral(@Nullable Collection<String> texts) {
        if (texts == null) {
            return null;
        }
        var literal = new StringBuilder("{");
        for (var text : texts) {
            literal.append(literal.length() == 1 ? "\"" : ",\"");
            literal.append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
        }
        return literal.append('}').toString();
    }

    private static PreparedStatement prepare(Connection connection, String statement, @Nullable Object... values)
            throws SQLException {
        var prepared = connection.prepareStatement(statement);
        for (int i = 0; i < values.length; i++) {
            prepared.setObject(i + 1, SqlValues.toJdbc(connection, values[i]));
        }
        return prepared;
    }
}
