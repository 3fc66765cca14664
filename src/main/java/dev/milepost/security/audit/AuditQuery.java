package dev.milepost.security.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The filter of an audit query. Empty lists and null match everything.
 *
 * @param period the time range of the changes
 * @param after the last entry of the previous page; null for the first page
 */
record AuditQuery(
        List<String> actors,
        List<String> actions,
        List<String> subjects,
        Period period,
        @Nullable PagePosition after) {

    AuditQuery {
        actors = List.copyOf(actors);
        actions = List.copyOf(actions);
        subjects = List.copyOf(subjects);
    }

    /**
     * @param from inclusive; null if unbounded
     * @param to exclusive; null if unbounded
     */
    record Period(@Nullable Instant from, @Nullable Instant to) {}

    /** A position in the log, which is sorted by time and then id. */
    record PagePosition(Instant at, UUID id) {}

    /** The SQL with exactly the conditions of this query, so that PostgreSQL plans for them, and its values. */
    Statement statement(int limit) {
        var conditions = new ArrayList<String>();
        var values = new ArrayList<Object>();
        addOneOf(conditions, values, "actor", actors);
        addOneOf(conditions, values, "action", actions);
        addOneOf(conditions, values, "subject", subjects);
        add(conditions, values, "at >= ?", period.from());
        add(conditions, values, "at < ?", period.to());
        if (after != null) {
            conditions.add("(at, id) < (?, ?)");
            values.addAll(List.of(after.at(), after.id()));
        }
        values.add(limit);
        var where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        return new Statement("select * from audit_entry" + where + " order by at desc, id desc limit ?", values);
    }

    record Statement(String sql, List<Object> values) {}

    /**
     * For a single value, {@code =} lets PostgreSQL read the index in order. For {@code any}, even with one element, it
     * may read the whole log.
     */
    private static void addOneOf(List<String> conditions, List<Object> values, String column, List<String> wanted) {
        if (wanted.size() == 1) {
            add(conditions, values, column + " = ?", wanted.get(0));
        } else {
            add(conditions, values, column + " = any (?)", wanted.isEmpty() ? null : wanted);
        }
    }

    private static void add(List<String> conditions, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.add(value);
        }
    }
}
