package dev.milepost.platform.sql;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Converts the values of statements to those that the driver accepts. */
final class SqlValues {

    /** PostgreSQL's format of dates. It differs from {@code toString} for years before 1 and after 9999. */
    private static final DateTimeFormatter DAY = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR_OF_ERA, 4, 9, SignStyle.NOT_NEGATIVE)
            .appendPattern("-MM-dd ")
            .appendText(ChronoField.ERA, Map.of(0L, "BC", 1L, "AD"))
            .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DAY)
            .appendPattern(" HH:mm:ss.SSSSSSXXX")
            .toFormatter(Locale.ROOT);

    private SqlValues() {}

    static @Nullable Object toJdbc(Connection connection, @Nullable Object value) throws SQLException {
        if (value instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        if (value instanceof byte[][] values) {
            return connection.createArrayOf("bytea", values);
        }
        if (value instanceof Collection<?> values) {
            var type = elementType(values);
            return connection.createArrayOf(
                    type,
                    values.stream().map(SqlValues::toElement).toArray(size -> Arrays.copyOf(arrayOf(type), size)));
        }
        return value;
    }

    /** Converts an array element to a value whose {@code toString}, which the driver uses, is valid for PostgreSQL. */
    private static @Nullable Object toElement(@Nullable Object value) {
        if (value instanceof Instant instant) {
            var time = instant.atOffset(ZoneOffset.UTC);
            return isOfFourDigits(time.getYear()) ? value : TIME.format(time);
        }
        return value instanceof LocalDate day && !isOfFourDigits(day.getYear()) ? DAY.format(day) : value;
    }

    private static boolean isOfFourDigits(int year) {
        return year >= 1 && year <= 9999;
    }

    /**
     * The Java arrays that the driver sends in binary format. It does not accept byte arrays in an {@code Object[]}.
     */
    private static Object[] arrayOf(String type) {
        return switch (type) {
            case "text" -> new String[0];
            case "int4" -> new Integer[0];
            case "int8" -> new Long[0];
            case "bool" -> new Boolean[0];
            case "bytea" -> new byte[0][];
            default -> new Object[0];
        };
    }

    /** PostgreSQL's name of the element type; {@code text} if all elements are null. */
    private static String elementType(Collection<?> values) {
        for (var value : values) {
            if (value instanceof String) {
                return "text";
            } else if (value instanceof Instant) {
                return "timestamptz";
            } else if (value instanceof Integer) {
                return "int4";
            } else if (value instanceof Long) {
                return "int8";
            } else if (value instanceof Boolean) {
                return "bool";
            } else if (value instanceof UUID) {
                return "uuid";
            } else if (value instanceof LocalDate) {
                return "date";
            } else if (value instanceof BigDecimal) {
                return "numeric";
            } else if (value instanceof byte[]) {
                return "bytea";
            }
        }
        return "text";
    }
}
