package dev.milepost.prometheus;

import dev.milepost.platform.Sql;
import dev.milepost.prometheus.Journal.Sum;
import dev.milepost.slo.OutcomesChanged;
import dev.milepost.slo.OutcomesForgotten;
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
 * The journal of durations by objective, definition and bucket. Each transaction that changes outcomes appends to it and
 * waits for nobody; what has been appended is summed up now and then.
 */
@ApplicationScoped
class JournalRepository {

    private static final String APPEND = """
            insert into slo_duration (slo, digest, bucket, added, withdrawn, seconds_added, seconds_withdrawn)
            select ?, ?, bucket, added, withdrawn, seconds_added, seconds_withdrawn
            from unnest(?::text[], ?::int8[], ?::int8[], ?::numeric[], ?::numeric[])
                as change (bucket, added, withdrawn, seconds_added, seconds_withdrawn)
            """;
    private static final String SUM_UP = """
            with taken as (
                delete from slo_duration as row using (
                    select slo, digest, bucket from slo_duration group by slo, digest, bucket having count(*) > 1
                ) as split
                where row.slo = split.slo and row.digest = split.digest and row.bucket = split.bucket
                returning row.*
            )
            insert into slo_duration (slo, digest, bucket, added, withdrawn, seconds_added, seconds_withdrawn)
            select slo, digest, bucket, sum(added), sum(withdrawn), sum(seconds_added), sum(seconds_withdrawn)
            from taken group by slo, digest, bucket
            """;
    private static final String FIND = """
            select slo, digest, bucket, sum(added)::int8 as added, sum(withdrawn)::int8 as withdrawn,
                sum(seconds_added) as seconds_added, sum(seconds_withdrawn) as seconds_withdrawn
            from slo_duration group by slo, digest, bucket
            """;

    private final Sql sql;

    JournalRepository(DataSource database) {
        this.sql = new Sql(database);
    }

    /** @param digest of the definition by which it was counted */
    record Page(String slo, String digest) {}

    private record Line(Page page, String bucket, Journal journal) {}

    void append(@Observes OutcomesChanged changed) {
        var sums = JournalChanges.of(changed);
        if (!sums.isEmpty()) {
            sql.update(
                    APPEND,
                    changed.slo().name(),
                    changed.slo().digest(),
                    List.copyOf(sums.keySet()),
                    column(sums, journal -> journal.added().count()),
                    column(sums, journal -> journal.withdrawn().count()),
                    column(sums, journal -> journal.added().seconds()),
                    column(sums, journal -> journal.withdrawn().seconds()));
        }
    }

    private static <T> List<T> column(Map<String, Journal> sums, Function<Journal, T> of) {
        return sums.values().stream().map(of).toList();
    }

    /** Waits while it is summed up, since what that writes anew would not be seen and stay. */
    void forget(@Observes OutcomesForgotten forgotten) {
        sql.query("select pg_advisory_xact_lock(hashtext('milepost.slo_duration'))", row -> 0);
        sql.update("delete from slo_duration where slo = ?", forgotten.slo());
    }

    @Transactional
    void sumUp() {
        var free = sql.query(
                "select pg_try_advisory_xact_lock(hashtext('milepost.slo_duration'))", row -> row.getBoolean(1));
        if (free.get(0)) {
            sql.update(SUM_UP);
        }
    }

    /** By bucket, of each objective and definition. */
    Map<Page, Map<String, Journal>> findAll() {
        var pages = new HashMap<Page, Map<String, Journal>>();
        sql.query(FIND, JournalRepository::line)
                .forEach(line -> pages.computeIfAbsent(line.page(), page -> new HashMap<>())
                        .put(line.bucket(), line.journal()));
        return pages;
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                new Page(row.getString("slo"), row.getString("digest")),
                row.getString("bucket"),
                new Journal(
                        new Sum(row.getLong("added"), row.getBigDecimal("seconds_added")),
                        new Sum(row.getLong("withdrawn"), row.getBigDecimal("seconds_withdrawn"))));
    }
}
