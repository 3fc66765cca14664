package dev.milepost.policy.decisions;

import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.Page;
import dev.milepost.platform.http.TimeParameter;
import dev.milepost.platform.sql.Rows;
import dev.milepost.policy.decisions.DecisionQuery.Position;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The query parameters of the lists of decisions. */
class DecisionFilter {

    @RestQuery
    @Nullable
    String service;

    @RestQuery("pull_request")
    @Nullable
    String pullRequest;

    @RestQuery
    @Nullable
    String commit;

    @RestQuery
    @Nullable
    String policy;

    @RestQuery
    @Nullable
    String decision;

    @RestQuery
    @Nullable
    String hook;

    @RestQuery
    @Nullable
    String environment;

    @RestQuery
    @Nullable
    String from;

    @RestQuery
    @Nullable
    String to;

    @RestQuery
    @Nullable
    String cursor;

    DecisionQuery query() {
        return new DecisionQuery(
                service,
                pullRequest,
                commit,
                policy,
                decision,
                hook,
                environment,
                TimeParameter.parse("from", from),
                TimeParameter.parse("to", to),
                position());
    }

    private @Nullable Position position() {
        if (cursor == null) {
            return null;
        }
        var last = Cursor.parse(cursor, 2);
        return new Position(last.time(0), last.id(1));
    }

    static long length(Rows<Decision> found) {
        return found.rows().stream().mapToLong(Decision::length).sum();
    }

    /** A page of what is made of each decision. */
    static <T> Page<T> page(Rows<Decision> found, int limit, Function<Decision, T> view) {
        var page = Page.of(
                found,
                limit,
                last -> Cursor.of(last.decidedAt().toString(), last.id().toString()));
        return new Page<>(page.items().stream().map(view).toList(), page.nextCursor());
    }
}
