package dev.milepost.slo.counting;

import dev.milepost.platform.sql.Sql;
import dev.milepost.slo.counting.CountChanges.CountDelta;
import dev.milepost.slo.objectives.Outcome;
import dev.milepost.slo.objectives.StepCounts;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stores the number of outcomes per minute. */
@ApplicationScoped
class CountRepository {

    // Rows are locked in one fixed order, so that two transactions that change the same rows do not deadlock.
    private static final String ADD = """
            insert into slo_count as c (indicator, outcome, minute, count)
            select indicator, outcome, minute, greatest(count, 0)
            from unnest(?::int[], ?::text[], ?::int[], ?::int8[]) as change (indicator, outcome, minute, count)
            order by indicator, outcome collate "C", minute
            on conflict (indicator, outcome, minute)
            do update set count = c.count + excluded.count, changed = pg_current_xact_id()
            """;
    // ADD has already locked these rows. Rows that become zero stay, so that caches notice the change.
    private static final String TAKE_AWAY = """
            update slo_count as c set count = c.count + change.count, changed = pg_current_xact_id()
            from unnest(?::int[], ?::text[], ?::int[], ?::int8[]) as change (indicator, outcome, minute, count)
            where c.indicator = change.indicator and c.outcome = change.outcome and c.minute = change.minute
              and change.count < 0
            """;
    private static final String COLUMNS = "select indicator, outcome, minute, count from slo_count ";

    // Each end is one lookup in the primary key, and few minutes are counted.
    private static final String FIRST_AND_LAST = """
            select ends.*, (
                select count(*) from (
                    select from slo_count as c
                    where c.indicator = ends.id and c.outcome in ('good', 'bad') and c.count > 0
                        and c.minute > ends.last - 43200
                    limit 100) as few) as minutes
            from (
                select asked.id,
                    least(
                        (select minute from slo_count as c where c.indicator = asked.id and c.outcome = 'good'
                            and c.count > 0 order by minute limit 1),
                        (select minute from slo_count as c where c.indicator = asked.id and c.outcome = 'bad'
                            and c.count > 0 order by minute limit 1)) as first,
                    greatest(
                        (select minute from slo_count as c where c.indicator = asked.id and c.outcome = 'good'
                            and c.count > 0 order by minute desc limit 1),
                        (select minute from slo_count as c where c.indicator = asked.id and c.outcome = 'bad'
                            and c.count > 0 order by minute desc limit 1)) as last
                from unnest(?::int[]) as asked (id)) as ends
            """;

    private final Sql sql;

    CountRepository(Sql sql) {
        this.sql = sql;
    }

    void apply(CountChanges changes) {
        var all = changes.all();
        if (all.isEmpty()) {
            return;
        }
        var indicatorCounts =
                all.stream().map(change -> change.cell().indicatorCount()).toList();
        var outcomes = all.stream().map(change -> change.cell().outcome()).toList();
        var minutes = all.stream().map(change -> change.cell().minute()).toList();
        var counts = all.stream().map(CountDelta::count).toList();
        sql.update(ADD, indicatorCounts, outcomes, minutes, counts);
        if (counts.stream().anyMatch(count -> count < 0)) {
            sql.update(TAKE_AWAY, indicatorCounts, outcomes, minutes, counts);
        }
    }

    /**
     * The visibility of a transaction: it sees all transactions that ended before {@code xmin} began, and none from
     * {@code xmax} on.
     */
    record TransactionSnapshot(long xmin, long xmax) {}

    TransactionSnapshot currentSnapshot() {
        return sql.query("""
                        select pg_snapshot_xmin(now.seen)::text::int8 as oldest, pg_snapshot_xmax(now.seen)::text::int8 as next
                        from pg_current_snapshot() as now (seen)
                        """, row -> new TransactionSnapshot(row.getLong("oldest"), row.getLong("next")))
                .get(0);
    }

    /** Returns the counts that may have been written since a snapshot, by indicator count id. */
    Map<Integer, StepCounts> changedSince(TransactionSnapshot snapshot) {
        return steps(
                COLUMNS + "where changed >= ?::text::xid8 order by indicator, outcome, minute",
                Long.toString(snapshot.xmin()));
    }

    /** Returns the counts from a time on, by indicator count id. */
    Map<Integer, StepCounts> find(Map<Integer, Instant> since) {
        return steps(
                """
                select c.indicator, c.outcome, c.minute, c.count
                from unnest(?::int[], ?::int[]) as asked (indicator, since)
                cross join lateral (
                    select * from slo_count
                    where indicator = asked.indicator and minute >= asked.since and count > 0
                    offset 0) as c
                order by c.indicator, c.outcome, c.minute
                """,
                List.copyOf(since.keySet()),
                since.values().stream()
                        .map(time -> Math.toIntExact(Math.floorDiv(time.getEpochSecond(), 60)))
                        .toList());
    }

    /**
     * The minutes of the first and the last valid event.
     *
     * @param minutes the number of minutes with good or with bad events in the 30 days that end with the last one,
     * at most 100
     */
    record FirstAndLast(Instant first, Instant last, long minutes) {}

    /** Returns the first and the last minute with valid events, by indicator count id; none for one without events. */
    Map<Integer, FirstAndLast> findFirstAndLast(Collection<Integer> ids) {
        var found = new HashMap<Integer, FirstAndLast>();
        if (!ids.isEmpty()) {
            sql.query(FIRST_AND_LAST, row -> add(row, found), List.copyOf(ids));
        }
        return found;
    }

    private static int add(ResultSet row, Map<Integer, FirstAndLast> found) throws SQLException {
        var first = minute(row, "first");
        var last = minute(row, "last");
        if (first != null && last != null) {
            found.put(row.getInt("id"), new FirstAndLast(first, last, row.getLong("minutes")));
        }
        return 0;
    }

    private static @Nullable Instant minute(ResultSet row, String column) throws SQLException {
        int minute = row.getInt(column);
        return row.wasNull() ? null : Instant.ofEpochSecond(60L * minute);
    }

    private Map<Integer, StepCounts> steps(String statement, @Nullable Object... values) {
        var steps = new HashMap<Integer, StepCounts>();
        sql.query(
                statement,
                row -> set(steps.computeIfAbsent(row.getInt("indicator"), id -> new StepCounts()), row),
                values);
        return steps;
    }

    private static int set(StepCounts steps, ResultSet row) throws SQLException {
        var outcome = row.getString("outcome");
        var excluded = outcome.startsWith(CountChanges.EXCLUDED);
        steps.set(
                excluded ? Outcome.Kind.EXCLUDED : Outcome.Kind.valueOf(outcome.toUpperCase(Locale.ROOT)),
                excluded ? outcome.substring(CountChanges.EXCLUDED.length()) : "",
                Instant.ofEpochSecond(60L * row.getInt("minute")),
                row.getLong("count"));
        return 0;
    }
}
