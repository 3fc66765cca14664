package dev.milepost.delivery.fourkeys;

import dev.milepost.delivery.fourkeys.ChangeDetails.StageSpans;
import dev.milepost.delivery.fourkeys.MetricCounts.CountQuery;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the stages of delivered changes, and their lead times from other starts than the commit. Of several pull requests
 * with a change, the first merged counts.
 */
@ApplicationScoped
class StageReader {

    private static final String LEAD = "lead";

    /** The moments of the pull request of a delivery {@code x}. */
    static final String PULL_REQUEST = """
            select first_commit_at, opened_at, first_review_at, approved_at, merged_at
            from merged_commit join pull_request using (service, pull_request)
            where merged_commit.service = x.service and merged_commit.commit_sha = x.commit_sha
            order by merged_at, event_key
            limit 1
            """;

    /** The format arguments are the aggregates, the spans, the pull request, and the conditions on the lookup key and the time. */
    private static final String STATEMENT = """
            select *
            from (select ?::text as tier) asked
            cross join unnest(?::integer[], ?::text[], ?::timestamptz[], ?::timestamptz[]) c (n, owner, starts, ends)
            cross join lateral (
                select %s,
                    count(*) filter (where lead >= 0 and rule = 'explicit') as explicit,
                    count(*) filter (where lead >= 0 and rule = 'ancestry') as ancestry,
                    count(*) filter (where lead >= 0 and rule = 'window') as in_window,
                    count(*) filter (where lead >= 0 and rule = 'head') as head
                from (
                    select rule, %s
                    from delivery x
                    left join lateral (%s) pull_request on true
                    where %s and x.tier = asked.tier and %s
                ) spans
            ) counted
            order by c.n
            """;

    private final Sql sql;

    StageReader(Sql sql) {
        this.sql = sql;
    }

    /** The details of each count query, in their order, without the changes that are not yet delivered. */
    List<ChangeDetails> read(List<CountQuery> queries, String tier, LeadStart start) {
        if (queries.isEmpty()) {
            return List.of();
        }
        var lookup = queries.get(0).selection().lookup();
        var names = Arrays.stream(Stage.values()).map(Stage::wireName).collect(Collectors.toList());
        names.add(LEAD);
        var spans = Arrays.stream(Stage.values())
                .map(stage -> span(stage.from(), stage.to(), stage.wireName()))
                .collect(Collectors.toList());
        spans.add(span(start.moment(), "delivered_at", LEAD));
        return sql.query(
                STATEMENT.formatted(
                        names.stream().map(StageReader::aggregates).collect(Collectors.joining(",\n")),
                        String.join(",\n", spans),
                        PULL_REQUEST,
                        lookup.deliveryCondition(),
                        lookup.betweenCondition("x.delivered_at", "c.starts", "c.ends")),
                StageReader::details,
                tier,
                IntStream.range(0, queries.size()).boxed().toList(),
                queries.stream().map(query -> query.selection().lookupKey()).toList(),
                queries.stream().map(query -> query.window().from()).toList(),
                queries.stream().map(query -> query.window().to()).toList());
    }

    private static String span(String from, String to, String name) {
        return "round(extract(epoch from %s - %s) * 1000000)::bigint as %s".formatted(to, from, name);
    }

    private static String aggregates(String name) {
        return """
                count(*) filter (where %1$s is null) as %1$s_missing,
                count(*) filter (where %1$s < 0) as %1$s_negative,
                count(*) filter (where %1$s >= 0) as %1$s_count,
                coalesce(sum(%1$s) filter (where %1$s >= 0), 0) as %1$s_micros,
                percentile_cont(array[0.5, 0.75, 0.9, 0.95]) within group (order by %1$s)
                    filter (where %1$s >= 0) as %1$s_quantiles""".formatted(name);
    }

    private static ChangeDetails details(ResultSet row) throws SQLException {
        var stages = new EnumMap<Stage, StageSpans>(Stage.class);
        for (var stage : Stage.values()) {
            stages.put(stage, spans(row, stage.wireName()));
        }
        var lead = spans(row, LEAD);
        var changes = new MetricCounts.Changes(
                lead.durations(),
                lead.negative(),
                row.getLong("explicit"),
                row.getLong("ancestry"),
                row.getLong("in_window"),
                row.getLong("head"));
        return new ChangeDetails(stages, changes, lead.missing(), null);
    }

    private static StageSpans spans(ResultSet row, String name) throws SQLException {
        var quantiles = row.getArray(name + "_quantiles");
        @Nullable Double @Nullable [] exact = quantiles == null ? null : (Double[]) quantiles.getArray();
        return new StageSpans(
                ChangeDetails.exact(row.getLong(name + "_count"), row.getBigDecimal(name + "_micros"), exact),
                row.getLong(name + "_missing"),
                row.getLong(name + "_negative"));
    }
}
