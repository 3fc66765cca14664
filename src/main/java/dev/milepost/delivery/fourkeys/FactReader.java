package dev.milepost.delivery.fourkeys;

import dev.milepost.delivery.facts.DurationSketch;
import dev.milepost.delivery.fourkeys.FactSubquery.DurationAggregate;
import dev.milepost.delivery.fourkeys.MetricCounts.CountContext;
import dev.milepost.delivery.fourkeys.MetricCounts.CountQuery;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Counts facts. One statement serves any number of count queries of one kind of lookup, each along an index. */
@ApplicationScoped
class FactReader {

    private final Sql sql;

    FactReader(Sql sql) {
        this.sql = sql;
    }

    /** The counts of each count query, in their order. Only the requested subqueries are evaluated. */
    List<MetricCounts> read(
            List<CountQuery> queries, CountContext context, Set<FactSubquery> sections, DurationAggregate samples) {
        if (queries.isEmpty()) {
            return List.of();
        }
        return sql.query(
                statement(queries.get(0).selection().lookup(), sections, samples),
                row -> counts(row, sections, samples),
                context.tier(),
                context.dayStarts(),
                IntStream.range(0, queries.size()).boxed().toList(),
                queries.stream().map(query -> query.selection().lookupKey()).toList(),
                queries.stream().map(query -> query.window().from()).toList(),
                queries.stream().map(query -> query.window().to()).toList());
    }

    /**
     * For each count query, the days of the context with a deployment. Looks for the first deployment of each day
     * instead of counting all.
     */
    List<BitSet> days(List<CountQuery> queries, CountContext context) {
        if (queries.isEmpty()) {
            return List.of();
        }
        var owners = queries.get(0).selection().lookup();
        return sql.query(
                """
                with asked as (select ?::text as tier, ?::timestamptz[] as days)
                select (
                    select array_agg(d.n order by d.n)
                    from asked, unnest(asked.days, asked.days[2:]) with ordinality d (starts, ends, n)
                    where d.starts < c.ends and (d.ends is null or d.ends > c.starts)
                    and exists (
                        select 1 from deployment_link x
                        where %s and x.tier = asked.tier and %s)
                    ) as days
                from unnest(?::integer[], ?::text[], ?::timestamptz[], ?::timestamptz[]) c (n, owner, starts, ends)
                order by c.n
                """.formatted(
                                owners.condition(),
                                owners.betweenCondition(
                                        "x.finished_at", "greatest(d.starts, c.starts)", "least(d.ends, c.ends)")),
                FactReader::days,
                context.tier(),
                context.dayStarts(),
                IntStream.range(0, queries.size()).boxed().toList(),
                queries.stream().map(query -> query.selection().lookupKey()).toList(),
                queries.stream().map(query -> query.window().from()).toList(),
                queries.stream().map(query -> query.window().to()).toList());
    }

    /**
     * Which kinds of facts there are at all.
     *
     * @param incidents whether any incident was ever received
     * @param pullRequests whether any commit is known to have been merged by a pull request
     */
    record FactKinds(boolean incidents, boolean pullRequests) {}

    FactKinds kinds() {
        return sql.query(
                        "select exists (select from incident) as incidents, exists (select from merged_commit) as merges",
                        row -> new FactKinds(row.getBoolean("incidents"), row.getBoolean("merges")))
                .get(0);
    }

    private static String statement(
            FactSelection.FactLookup owners, Collection<FactSubquery> sections, DurationAggregate samples) {
        var subqueries = sections.stream()
                .map(s -> "cross join lateral (" + s.subquery(owners, samples) + ") "
                        + s.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("\n"));
        return """
                select *
                from (select ?::text as tier, ?::timestamptz[] as day_starts) asked
                cross join unnest(?::integer[], ?::text[], ?::timestamptz[], ?::timestamptz[])
                    c (n, owner, starts, ends)
                %s
                order by c.n
                """.formatted(subqueries);
    }

    private static MetricCounts counts(ResultSet row, Set<FactSubquery> sections, DurationAggregate samples)
            throws SQLException {
        var counts = MetricCounts.EMPTY;
        if (sections.contains(FactSubquery.DEPLOYMENTS)) {
            counts = counts.withDeployments(deployments(row)).withDays(days(row));
        }
        if (sections.contains(FactSubquery.CHANGES)) {
            counts = counts.withChanges(changes(row, durations(row, "changes", "lead", samples)));
        }
        if (sections.contains(FactSubquery.RESTORES)) {
            counts = counts.withRestores(durations(row, "resolved", "restore", samples))
                    .withRecoveries(durations(row, "recovered", "recovery", samples));
        }
        return counts.withIncidents(new MetricCounts.Incidents(
                sections.contains(FactSubquery.OPENINGS) ? row.getLong("opened") : 0,
                sections.contains(FactSubquery.OPENINGS) ? row.getLong("unattributed") : 0,
                sections.contains(FactSubquery.RESTORES) ? row.getLong("left_out") : 0,
                sections.contains(FactSubquery.OPEN) ? row.getLong("open") : 0));
    }

    static MetricCounts.Deployments deployments(ResultSet row) throws SQLException {
        return new MetricCounts.Deployments(
                row.getLong("deployments"),
                row.getLong("rework"),
                row.getLong("failed"),
                row.getLong("failed_by_rollback"),
                row.getLong("failed_by_hotfix"),
                row.getLong("without_known_change"));
    }

    static MetricCounts.Changes changes(ResultSet row, DurationStats leads) throws SQLException {
        return new MetricCounts.Changes(
                leads,
                row.getLong("negative"),
                row.getLong("explicit"),
                row.getLong("ancestry"),
                row.getLong("in_window"),
                row.getLong("head"));
    }

    private static DurationStats durations(ResultSet row, String count, String name, DurationAggregate samples)
            throws SQLException {
        var values = row.getArray(name + "_samples");
        if (values == null) {
            return DurationStats.NONE;
        }
        var exact = samples == DurationAggregate.QUANTILES ? List.of((Double[]) values.getArray()) : null;
        var sample = samples == DurationAggregate.ALL ? sample((Long[]) values.getArray()) : DurationSketch.EMPTY;
        return new DurationStats(row.getLong(count), row.getBigDecimal(name + "_micros"), sample, exact);
    }

    private static DurationSketch sample(Long[] micros) {
        return DurationSketch.of(
                Arrays.stream(micros).mapToLong(Long::longValue).toArray());
    }

    static BitSet days(ResultSet row) throws SQLException {
        var days = new BitSet();
        var numbers = row.getArray("days");
        if (numbers != null) {
            for (var number : (Number[]) numbers.getArray()) {
                days.set(number.intValue() - 1);
            }
        }
        return days;
    }
}
