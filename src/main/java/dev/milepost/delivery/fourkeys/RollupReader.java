package dev.milepost.delivery.fourkeys;

import dev.milepost.delivery.facts.DurationSketch;
import dev.milepost.delivery.fourkeys.MetricCounts.CountQuery;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Sums rollups: any number of count queries of one scope in one statement. */
@ApplicationScoped
class RollupReader {

    private static final String ROWS = """
            from unnest(?::integer[], ?::text[], ?::text[], ?::date[], ?::date[]) p (n, key, period, first, after)
            join delivery_rollup r
            on r.scope = ? and r.key = p.key and r.tier = ?
            and r.period = p.period and r.starts_on >= p.first and r.starts_on < p.after
            group by p.n
            """;

    private final Sql sql;

    RollupReader(Sql sql) {
        this.sql = sql;
    }

    private record Numbered<T>(int number, T value) {}

    /**
     * The sums of the whole days and months of each count query, without the days with a deployment and the open
     * incidents.
     */
    List<MetricCounts> read(List<CountQuery> queries, String tier) {
        var all = new ArrayList<>(Collections.nCopies(queries.size(), MetricCounts.EMPTY));
        query(
                        """
                select p.n, sum(deployments) deployments, sum(rework) rework, sum(failed) failed,
                    sum(failed_by_rollback) failed_by_rollback, sum(failed_by_hotfix) failed_by_hotfix,
                    sum(deployments_without_known_change) without_known_change,
                    sum(changes) changes, sum(negative) negative, sum(explicit) explicit, sum(ancestry) ancestry,
                    sum(in_window) in_window, sum(head) head,
                    sum(lead_micros) lead_micros, array_agg(lead_sample) filter (where changes > 0) lead_samples,
                    sum(opened) opened, sum(unattributed) unattributed, sum(left_out) left_out,
                    sum(resolved) resolved, sum(restore_micros) restore_micros,
                    array_agg(restore_sample) filter (where resolved > 0) restore_samples,
                    sum(recovered) recovered, sum(recovery_micros) recovery_micros,
                    array_agg(recovery_sample) filter (where recovered > 0) recovery_samples
                """ + ROWS,
                        queries,
                        tier,
                        queries.stream()
                                .map(query -> RollupPeriods.covering(query.window()))
                                .toList(),
                        RollupReader::counts)
                .forEach(row -> all.set(row.number, row.value));
        return all;
    }

    /** The whole days with a deployment of each count query, numbered from the first day. */
    List<BitSet> days(List<CountQuery> queries, String tier, LocalDate firstDay) {
        var all = new ArrayList<>(Collections.nCopies(queries.size(), new BitSet()));
        var periods = queries.stream()
                .map(query -> RollupPeriods.days(query.window()))
                .toList();
        query(
                        "select p.n, array_agg(distinct starts_on - '%s'::date + 1) filter (where deployments > 0) as days\n"
                                        .formatted(firstDay)
                                + ROWS,
                        queries,
                        tier,
                        periods,
                        FactReader::days)
                .forEach(row -> all.set(row.number, row.value));
        return all;
    }

    /** The number of incidents opened minus those resolved, up to the end of the last whole day of each count query. */
    List<Long> open(List<CountQuery> queries, String tier) {
        var all = new ArrayList<>(Collections.nCopies(queries.size(), 0L));
        query(
                        "select p.n, sum(opened) - sum(resolved) as open\n" + ROWS,
                        queries,
                        tier,
                        queries.stream()
                                .map(query ->
                                        RollupPeriods.before(query.window().to()))
                                .toList(),
                        row -> row.getLong("open"))
                .forEach(row -> all.set(row.number, row.value));
        return all;
    }

    /**
     * Groups to be sorted.
     *
     * @param keysByGroup the rollup keys of each group in the scope
     */
    record GroupMembers(RollupScope scope, Map<String, List<String>> keysByGroup) {}

    /**
     * The groups with most deployments in the months of the query's window. Leaves out groups that have no counts in
     * these months and no incident open before.
     */
    List<String> findBusiest(GroupMembers groups, FourKeysQuery groupsQuery, int limit) {
        var keys = new ArrayList<String>();
        var members = new ArrayList<String>();
        groups.keysByGroup()
                .forEach((key, all) -> all.forEach(member -> {
                    keys.add(key);
                    members.add(member);
                }));
        return sql.query(
                """
                select g.key
                from (select ?::timestamptz as starts, ?::timestamptz as ends) asked
                cross join lateral (select date_trunc('month', starts at time zone 'UTC') as month) first
                cross join unnest(?::text[], ?::text[]) g (key, member)
                join delivery_rollup r on r.scope = ? and r.key = g.member and r.tier = ? and r.period = 'month'
                    and r.starts_on < ends at time zone 'UTC'
                group by g.key
                having max(r.starts_on) >= min(month) or sum(r.opened) > sum(r.resolved)
                order by coalesce(sum(r.deployments) filter (where r.starts_on >= month), 0) desc, g.key
                limit ?
                """,
                row -> row.getString("key"),
                groupsQuery.window().from(),
                groupsQuery.window().to(),
                keys,
                members,
                groups.scope().wireName(),
                groupsQuery.tier(),
                limit);
    }

    private record Range(int number, String key, RollupPeriods.Range range) {}

    private <T> List<Numbered<T>> query(
            String statement,
            List<CountQuery> queries,
            String tier,
            List<List<RollupPeriods.Range>> periods,
            Sql.Row<T> row) {
        var ranges = Stream.iterate(0, n -> n < queries.size(), n -> n + 1)
                .flatMap(n -> queries.get(n).selection().keys().stream()
                        .flatMap(key -> periods.get(n).stream().map(range -> new Range(n, key, range))))
                .toList();
        if (ranges.isEmpty()) {
            return List.of();
        }
        var scope = Objects.requireNonNull(queries.get(0).selection().scope());
        return sql.query(
                statement,
                result -> new Numbered<>(result.getInt("n"), row.of(result)),
                ranges.stream().map(Range::number).toList(),
                ranges.stream().map(Range::key).toList(),
                ranges.stream().map(r -> r.range().period()).toList(),
                ranges.stream().map(r -> r.range().first()).toList(),
                ranges.stream().map(r -> r.range().endExclusive()).toList(),
                scope.wireName(),
                tier);
    }

    private static MetricCounts counts(ResultSet row) throws SQLException {
        return new MetricCounts(
                FactReader.deployments(row),
                FactReader.changes(row, durations(row, "changes", "lead")),
                new MetricCounts.Incidents(
                        row.getLong("opened"), row.getLong("unattributed"), row.getLong("left_out"), 0),
                durations(row, "resolved", "restore"),
                durations(row, "recovered", "recovery"),
                new BitSet());
    }

    private static DurationStats durations(ResultSet row, String count, String name) throws SQLException {
        var samples = row.getArray(name + "_samples");
        if (samples == null) {
            return DurationStats.NONE;
        }
        var all = Stream.of((byte[][]) samples.getArray())
                .map(DurationSketch::parse)
                .toList();
        return new DurationStats(
                row.getLong(count), row.getBigDecimal(name + "_micros"), DurationSketch.sum(all), null);
    }
}
