package dev.milepost.prometheus;

import dev.milepost.counting.OutcomesChanged;
import dev.milepost.platform.Sql;
import dev.milepost.prometheus.Journal.Sum;
import dev.milepost.prometheus.JournalChanges.Cell;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * The journal of durations by reckoning and bucket. Each transaction that changes outcomes appends to it and waits for
 * nobody; what has been appended is summed up now and then. It goes with its reckoning.
 */
@ApplicationScoped
class JournalRepository {

    private static final String APPEND = """
            insert into slo_duration (reckoning, bucket, added, withdrawn, seconds_added, seconds_withdrawn)
            select reckoning, bucket, added, withdrawn, seconds_added, seconds_withdrawn
            from unnest(?::int[], ?::text[], ?::int8[], ?::int8[], ?::numeric[], ?::numeric[])
                as change (reckoning, bucket, added, withdrawn, seconds_added, seconds_withdrawn)
            """;
    private static final String SUM_UP = """
            with taken as (
                delete from slo_duration as row using (
                    select reckoning, bucket from slo_duration group by reckoning, bucket having count(*) > 1
                ) as split
                where row.reckoning = split.reckoning and row.bucket = split.bucket
                returning row.*
            )
            insert into slo_duration (reckoning, bucket, added, withdrawn, seconds_added, seconds_withdrawn)
            select reckoning, bucket, sum(added), sum(withdrawn), sum(seconds_added), sum(seconds_withdrawn)
            from taken group by reckoning, bucket
            """;
    private static final String FIND = """
            select reckoning, bucket, sum(added)::int8 as added, sum(withdrawn)::int8 as withdrawn,
                sum(seconds_added) as seconds_added, sum(seconds_withdrawn) as seconds_withdrawn
            from slo_duration group by reckoning, bucket
            """;

    private final Sql sql;

    JournalRepository(DataSource database) {
        this.sql = new Sql(database);
    }

    private record Line(int reckoning, String bucket, Journal journal) {}

    void append(@Observes OutcomesChanged changed) {
        var sums = JournalChanges.of(changed);
        if (!sums.isEmpty()) {
            sql.update(
                    APPEND,
                    sums.keySet().stream().map(Cell::reckoning).toList(),
                    sums.keySet().stream().map(Cell::bucket).toList(),
                    column(sums, journal -> journal.added().count()),
                    column(sums, journal -> journal.withdrawn().count()),
                    column(sums, journal -> journal.added().seconds()),
                    column(sums, journal -> journal.withdrawn().seconds()));
        }
    }

    private static <T> List<T> column(Map<Cell, Journal> sums, Function<Journal, T> of) {
        return sums.values().stream().map(of).toList();
    }

    /** One replica at a time. */
    @Transactional
    void sumUp() {
        var free = sql.query(
                "select pg_try_advisory_xact_lock(hashtext('milepost.slo_duration'))", row -> row.getBoolean(1));
        if (free.get(0)) {
            sql.update(SUM_UP);
        }
    }

    /** By bucket, of each reckoning. */
    Map<Integer, Map<String, Journal>> findAll() {
        var pages = new HashMap<Integer, Map<String, Journal>>();
        sql.query(FIND, JournalRepository::line)
                .forEach(line -> pages.computeIfAbsent(line.reckoning(), page -> new HashMap<>())
                        .put(line.bucket(), line.journal()));
        return pages;
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getInt("reckoning"),
                row.getString("bucket"),
                new Journal(
                        new Sum(row.getLong("added"), row.getBigDecimal("seconds_added")),
                        new Sum(row.getLong("withdrawn"), row.getBigDecimal("seconds_withdrawn"))));
    }
}
