package dev.milepost.events.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A query for events in the history. An empty list or null matches all events.
 *
 * @param types golden types; the full type for events of unknown types
 * @param from inclusive
 * @param to exclusive
 * @param after the end of the previous page
 */
public record EventQuery(
        List<String> services,
        List<String> types,
        @Nullable String correlation,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable LogPosition after,
        int limit) {

    public EventQuery {
        services = List.copyOf(services);
        types = List.copyOf(types);
    }

    /** A position in the history, which is ordered by time and then by identity. */
    public record LogPosition(Instant time, UUID identity) {}

    /**
     * Builds a statement with only the conditions that are set, so that PostgreSQL plans for exactly these, and its
     * parameters.
     */
    Statement statement() {
        var conditions = new ArrayList<String>();
        var values = new ArrayList<Object>();
        add(conditions, values, "service = any (?)", services.isEmpty() ? null : services);
        add(conditions, values, "correlation_id = ?", correlation);
        add(conditions, values, "time >= ?", from);
        add(conditions, values, "time < ?", to);
        if (!types.isEmpty()) {
            conditions.add("(golden = any (?) or golden is null and type = any (?))");
            values.addAll(List.of(types, types));
        }
        if (after != null) {
            conditions.add("(time, identity) < (?, ?)");
            values.addAll(List.of(after.time(), after.identity()));
        }
        values.add(limit);
        var where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        return new Statement("select * from event" + where + " order by time desc, identity desc limit ?", values);
    }

    record Statement(String sql, List<Object> values) {}

    private static void add(List<String> conditions, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.add(value);
        }
    }
}
