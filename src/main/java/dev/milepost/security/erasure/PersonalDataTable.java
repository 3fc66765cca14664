package dev.milepost.security.erasure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.platform.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a table that may name people. Reads the table by its key, some rows at a time, and replaces names. A row that
 * others change meanwhile is left to the next pass. Columns have the types text, text[], json, jsonb or bytea.
 */
public final class PersonalDataTable implements ErasureStep {

    private static final int MOST_ROWS = 500;
    private static final long MOST_BYTES = 4 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sql sql;
    private final String table;
    private final List<String> key;
    private final List<String> columns;
    private final Map<String, String> conditions;

    /**
     * @param key the columns of a unique key that has an index
     * @param columns the columns that may name people; none of them is part of the key
     */
    public PersonalDataTable(Sql sql, String table, List<String> key, List<String> columns) {
        this(sql, table, key, columns, Map.of());
    }

    /** @param conditions SQL by column: in which rows the column may be changed, if not in all */
    public PersonalDataTable(
            Sql sql, String table, List<String> key, List<String> columns, Map<String, String> conditions) {
        this.sql = sql;
        this.table = table;
        this.key = List.copyOf(key);
        this.columns = List.copyOf(columns);
        this.conditions = new TreeMap<>(conditions);
    }

    @Override
    public String name() {
        return table;
    }

    /** The columns, for the test that every column of text is listed or excepted. */
    List<String> columns() {
        return columns;
    }

    /** @param values of the columns, as text or bytes */
    private record Row(List<String> key, List<@Nullable Object> values) {}

    @Override
    public Part run(ErasureScope scope, @Nullable String position) {
        var types = types();
        var after = position == null ? List.<String>of() : read(position);
        var keys = String.join(", ", key);
        var bound = key.stream().map(name -> "?::" + types.get(name)).collect(Collectors.joining(", "));
        var found = sql.queryWithin(
                MOST_BYTES,
                "select %s, %s from %s %s order by %s limit %d"
                        .formatted(
                                keys,
                                columns.stream()
                                        .map(name -> "%s as %s".formatted(selected(name, types), name))
                                        .collect(Collectors.joining(", ")),
                                table,
                                after.isEmpty() ? "" : "where (%s) > (%s)".formatted(keys, bound),
                                keys,
                                MOST_ROWS),
                keys,
                columns.stream()
                        .map(name -> "coalesce(octet_length(%s), 0)".formatted(name))
                        .collect(Collectors.joining(" + ")),
                this::row,
                after.toArray());
        long changed = 0;
        long kept = 0;
        for (var row : found.rows()) {
            var text = new ErasedText(scope.names());
            var replaced = row.values().stream()
                    .map(value -> replaced(value, text, scope.names()))
                    .toList();
            kept += text.hasKept() ? 1 : 0;
            if (!Objects.deepEquals(replaced.toArray(), row.values().toArray())) {
                update(row, replaced, types);
                changed++;
            }
        }
        boolean more = found.more() || found.rows().size() == MOST_ROWS;
        var last = found.rows().isEmpty()
                ? null
                : found.rows().get(found.rows().size() - 1).key();
        return new Part(
                more ? write(Objects.requireNonNull(last)) : null, found.rows().size(), changed, kept, false);
    }

    /** Lists are read as JSON, and bytes as they are. */
    private String selected(String column, Map<String, String> types) {
        var value = switch (String.valueOf(types.get(column))) {
            case "text[]" -> "array_to_json(%s)::text".formatted(column);
            case "json", "jsonb" -> column + "::text";
            default -> column;
        };
        var condition = conditions.get(column);
        return condition == null ? value : "case when %s then %s end".formatted(condition, value);
    }

    private static String stored(String column, Map<String, String> types) {
        return switch (String.valueOf(types.get(column))) {
            case "text[]" ->
                "(select array_agg(value order by place) from json_array_elements_text(?::json)"
                        + " with ordinality as element (value, place))";
            case "json" -> "?::json";
            case "jsonb" -> "?::jsonb";
            case "bytea" -> "?::bytea";
            default -> "?::text";
        };
    }

    private Row row(ResultSet row) throws SQLException {
        var values = new ArrayList<@Nullable Object>();
        for (var name : columns) {
            var value = row.getObject(name);
            values.add(value == null || value instanceof byte[] ? value : row.getString(name));
        }
        var place = new ArrayList<String>();
        for (var name : key) {
            place.add(row.getString(name));
        }
        return new Row(place, values);
    }

    private static @Nullable Object replaced(@Nullable Object value, ErasedText text, ErasedNames names) {
        if (value instanceof byte[] bytes) {
            return names.replaceIn(bytes);
        }
        return value == null ? null : text.replaceIn((String) value);
    }

    /** Only columns that changed are written, and only if they still have the value that was read. */
    private void update(Row row, List<@Nullable Object> replaced, Map<String, String> types) {
        var different = IntStream.range(0, columns.size())
                .filter(i -> !Objects.deepEquals(replaced.get(i), row.values().get(i)))
                .toArray();
        var values = new ArrayList<@Nullable Object>();
        Arrays.stream(different).forEach(i -> values.add(replaced.get(i)));
        values.addAll(row.key());
        Arrays.stream(different).forEach(i -> values.add(row.values().get(i)));
        sql.update(
                "update %s set %s where (%s) = (%s) and %s"
                        .formatted(
                                table,
                                Arrays.stream(different)
                                        .mapToObj(columns::get)
                                        .map(name -> name + " = " + stored(name, types))
                                        .collect(Collectors.joining(", ")),
                                String.join(", ", key),
                                key.stream()
                                        .map(name -> "?::" + types.get(name))
                                        .collect(Collectors.joining(", ")),
                                Arrays.stream(different)
                                        .mapToObj(columns::get)
                                        .map(name -> "%s = %s"
                                                .formatted(
                                                        selected(name, types),
                                                        "bytea".equals(types.get(name)) ? "?::bytea" : "?::text"))
                                        .collect(Collectors.joining(" and "))),
                values.toArray());
    }

    private Map<String, String> types() {
        var types = new LinkedHashMap<String, String>();
        sql.query("""
                select attname, format_type(atttypid, null) as type from pg_attribute
                where attrelid = ?::text::regclass and attnum > 0 and not attisdropped
                """, row -> types.put(row.getString("attname"), row.getString("type")), table);
        return types;
    }

    private static List<String> read(String position) {
        try {
            return List.of(JSON.readValue(position, String[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The position of an erasure is not valid JSON", e);
        }
    }

    private static String write(List<String> position) {
        try {
            return JSON.writeValueAsString(position);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
