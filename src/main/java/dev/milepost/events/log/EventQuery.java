package dev.milepost.events.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events of the history are asked for. Empty lists and nulls ask for all.
 *
 * @param types golden types; of unknown types the whole type
 * @param from inclusive
 * @param to exclusive
 * @param after where the page before ended
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

    /** A place in the history, which is ordered by time and then identity. */
    public record LogPosition(Instant time, UUID identity) {}

    /** The statement of exactly these conditions, so that its plan is made for them, and the values for it. */
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
