package dev.milepost.slo.counting;

import dev.milepost.platform.sql.Sql;
import dev.milepost.slo.counting.CountChanges.CountDelta;
import dev.milepost.slo.objectives.Outcome;
import dev.milepost.slo.objectives.StepCounts;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
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
