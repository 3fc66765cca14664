package dev.milepost.slo;

import dev.milepost.objectives.Counts;
import dev.milepost.objectives.Series;
import dev.milepost.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.sql.DataSource;

/** The outcomes summed by minute. */
@ApplicationScoped
class CountRepository {

    // In one order, and each row locked by it, so that two transactions that change the same ones do not wait for each
    // other. What falls to nothing stays.
    private static final String PREPARE = """
            insert into slo_count as c (slo, minute, outcome, count)
            select ?, minute, outcome, 0 from unnest(?::timestamptz[], ?::text[]) as change (minute, outcome)
            order by minute, outcome collate "C"
            on conflict (slo, minute, outcome) do update set count = c.count
            """;
    private static final String APPLY = """
            update slo_count as c set count = c.count + change.count
            from unnest(?::timestamptz[], ?::text[], ?::int8[]) as change (minute, outcome, count)
            where c.slo = ? and c.minute = change.minute and c.outcome = change.outcome
            """;

    private final Sql sql;

    CountRepository(DataSource database) {
        this.sql = new Sql(database);
    }

    void apply(String slo, CountChanges changes) {
        var all = changes.all();
        if (!all.isEmpty()) {
            sql.update(PREPARE, slo, minutes(all), outcomes(all));
            sql.update(APPLY, minutes(all), outcomes(all), List.copyOf(all.values()), slo);
        }
    }

    void forget(String slo) {
        sql.update("delete from slo_count where slo = ?", slo);
    }

    /** What was counted from a time on. */
    Series series(String slo, Instant from) {
        var steps = new HashMap<Instant, Counts>();
        sql.query(
                "select minute, outcome, count from slo_count where slo = ? and minute >= ? and count > 0",
                row -> {
                    var minute = Objects.requireNonNull(Sql.instant(row, "minute"));
                    return steps.merge(minute, counts(row.getString("outcome"), row.getLong("count")), Counts::plus);
                },
                slo,
                from);
        return Series.of(steps);
    }

    private static Counts counts(String outcome, long count) {
        return switch (outcome) {
            case CountChanges.GOOD -> Counts.of(count, 0);
            case CountChanges.BAD -> Counts.of(0, count);
            default ->
                new Counts(
                        0,
                        0,
                        new TreeMap<>(
                                Collections.singletonMap(outcome.substring(CountChanges.EXCLUDED.length()), count)));
        };
    }

    private static List<Instant> minutes(Map<CountChanges.Cell, Long> changes) {
        return changes.keySet().stream().map(CountChanges.Cell::minute).toList();
    }

    private static List<String> outcomes(Map<CountChanges.Cell, Long> changes) {
        return changes.keySet().stream().map(CountChanges.Cell::outcome).toList();
    }
}
