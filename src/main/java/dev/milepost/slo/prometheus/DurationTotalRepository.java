package dev.milepost.slo.prometheus;

import dev.milepost.platform.sql.Sql;
import dev.milepost.slo.counting.OutcomesChanged;
import dev.milepost.slo.prometheus.DurationTotalChanges.BucketKey;
import dev.milepost.slo.prometheus.DurationTotals.Sum;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Stores duration totals by indicator count and bucket. Each transaction that changes outcomes appends rows and waits
 * for no lock. The rows are compacted regularly, and deleted with their indicator count.
 */
@ApplicationScoped
class DurationTotalRepository {

    private static final String APPEND = """
            insert into slo_duration (indicator, bucket, added, withdrawn, seconds_added, seconds_withdrawn)
            select indicator, bucket, added, withdrawn, seconds_added, seconds_withdrawn
            from unnest(?::int[], ?::text[], ?::int8[], ?::int8[], ?::numeric[], ?::numeric[])
                as change (indicator, bucket, added, withdrawn, seconds_added, seconds_withdrawn)
            """;
    private static final String COMPACT = """
            with taken as (
                delete from slo_duration as row using (
                    select indicator, bucket from slo_duration group by indicator, bucket having count(*) > 1
                ) as split
                where row.indicator = split.indicator and row.bucket = split.bucket
                returning row.*
            )
            insert into slo_duration (indicator, bucket, added, withdrawn, seconds_added, seconds_withdrawn)
            select indicator, bucket, sum(added), sum(withdrawn), sum(seconds_added), sum(seconds_withdrawn)
            from taken group by indicator, bucket
            """;
    private static final String FIND = """
            select indicator, bucket, sum(added)::int8 as added, sum(withdrawn)::int8 as withdrawn,
                sum(seconds_added) as seconds_added, sum(seconds_withdrawn) as seconds_withdrawn
            from slo_duration group by indicator, bucket
            """;

    private final Sql sql;

    DurationTotalRepository(Sql sql) {
        this.sql = sql;
    }

    private record Line(int indicatorCount, String bucket, DurationTotals totals) {}

    void append(@Observes OutcomesChanged changed) {
        var sums = DurationTotalChanges.of(changed);
        if (!sums.isEmpty()) {
            sql.update(
                    APPEND,
                    sums.keySet().stream().map(BucketKey::indicatorCount).toList(),
                    sums.keySet().stream().map(BucketKey::bucket).toList(),
                    column(sums, totals -> totals.added().count()),
                    column(sums, totals -> totals.withdrawn().count()),
                    column(sums, totals -> totals.added().seconds()),
                    column(sums, totals -> totals.withdrawn().seconds()));
        }
    }

    private static <T> List<T> column(Map<BucketKey, DurationTotals> sums, Function<DurationTotals, T> of) {
        return sums.values().stream().map(of).toList();
    }

    /** Merges the rows of each bucket. Only one replica does so at a time. */
    @Transactional
    void compact() {
        var free = sql.query(
                "select pg_try_advisory_xact_lock(hashtext('milepost.slo_duration'))", row -> row.getBoolean(1));
        if (free.get(0)) {
            sql.update(COMPACT);
        }
    }

    /** Returns the totals by indicator count id and bucket. */
    Map<Integer, Map<String, DurationTotals>> findAll() {
        var pages = new HashMap<Integer, Map<String, DurationTotals>>();
        sql.query(FIND, DurationTotalRepository::line)
                .forEach(line -> pages.computeIfAbsent(line.indicatorCount(), page -> new HashMap<>())
                        .put(line.bucket(), line.totals()));
        return pages;
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getInt("indicator"),
                row.getString("bucket"),
                new DurationTotals(
                        new Sum(row.getLong("added"), row.getBigDecimal("seconds_added")),
                        new Sum(row.getLong("withdrawn"), row.getBigDecimal("seconds_withdrawn"))));
    }
}
