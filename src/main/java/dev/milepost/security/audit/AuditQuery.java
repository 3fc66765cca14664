package dev.milepost.security.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are asked for. Empty lists and nulls ask for all.
 *
 * @param period when it was done
 * @param after where the page before ended
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
     * @param from inclusive; null for the beginning
     * @param to exclusive; null for the end
     */
    record Period(@Nullable Instant from, @Nullable Instant to) {}

    /** A place in the log, which is ordered by time and then id. */
    record PagePosition(Instant at, UUID id) {}

    /** The statement of exactly these conditions, so that its plan is made for them, and the values for it. */
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

    /** Of one value the index has the entries in their order; for a list, also of one, the whole log may be read instead. */
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
