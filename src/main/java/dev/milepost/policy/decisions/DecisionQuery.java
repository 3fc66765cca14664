package dev.milepost.policy.decisions;

import dev.milepost.events.contract.ServiceName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The filter of a query of decisions. Null matches everything.
 *
 * @param pullRequest repository and number, joined by an exclamation mark
 * @param from inclusive
 * @param to exclusive
 * @param after the last decision of the previous page
 */
record DecisionQuery(
        @Nullable String service,
        @Nullable String pullRequest,
        @Nullable String commit,
        @Nullable String policy,
        @Nullable String decision,
        @Nullable String hook,
        @Nullable String environment,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Position after) {

    /** A position in the log, which is sorted by time and then id. */
    record Position(Instant at, UUID id) {}

    record Statement(String sql, List<Object> values) {}

    /** The SQL with exactly the conditions of this query, so that PostgreSQL plans for them, and its values. */
    Statement statement(int limit) {
        var conditions = new ArrayList<String>();
        var values = new ArrayList<Object>();
        // The results of a policy have the time of their decisions, and are in that order.
        var time = policy == null ? "decision.decided_at" : "result.decided_at";
        var id = policy == null ? "decision.id" : "result.decision";
        add(conditions, values, "result.policy = ?", policy);
        add(
                conditions,
                values,
                policy == null ? "decision.service = ?" : "result.service = ?",
                ServiceName.ofNullable(service));
        add(conditions, values, "decision.pull_request = ?", pullRequest);
        add(conditions, values, "decision.commit_sha = ?", commit);
        add(conditions, values, policy == null ? "decision.decision = ?" : "result.outcome = ?", decision);
        add(conditions, values, "decision.hook = ?", hook);
        add(conditions, values, "decision.environment = ?", environment);
        add(conditions, values, time + " >= ?", from);
        add(conditions, values, time + " < ?", to);
        if (after != null) {
            conditions.add("(%s, %s) < (?, ?)".formatted(time, id));
            values.addAll(List.of(after.at(), after.id()));
        }
        values.add(limit);
        var joined = policy == null ? "" : " join policy_result result on result.decision = decision.id";
        var where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        return new Statement(
                "select decision.* from policy_decision decision" + joined + where
                        + " order by %s desc, %s desc limit ?".formatted(time, id),
                values);
    }

    private static void add(List<String> conditions, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.add(value);
        }
    }
}
