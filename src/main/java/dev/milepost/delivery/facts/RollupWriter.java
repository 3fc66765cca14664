package dev.milepost.delivery.facts;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps the rollups equal to the sum of the links. */
@ApplicationScoped
class RollupWriter {

    private static final String KEYS = "unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::date[])";

    private final Sql sql;

    RollupWriter(Sql sql) {
        this.sql = sql;
    }

    private record Sketches(RollupKey key, DurationSketch leads, DurationSketch restores, DurationSketch recoveries) {}

    private record Row(
            RollupKey key, RollupDelta change, @Nullable Sketches before) {

        /** The new sketch; null if it does not change. */
        byte @Nullable [] sample(
                Function<RollupDelta, DurationDelta> durations, Function<Sketches, DurationSketch> sample) {
            var difference = durations.apply(change).sketch();
            if (difference.equals(DurationSketch.EMPTY)) {
                return null;
            }
            return (before == null ? difference : sample.apply(before).plus(difference)).toBytes();
        }
    }

    /**
     * Subtracts the contributions of removed links and adds those of new links, in the caller's transaction. A
     * transaction calls this once, at its end. It takes an advisory lock, so until the commit no other transaction
     * writes rollups. Nearly all transactions update the organisation's rows anyway, and the lock prevents deadlocks.
     */
    void apply(RollupContributions removed, RollupContributions added) {
        var changes = RollupDeltas.of(removed, added);
        if (changes.isEmpty()) {
            return;
        }
        sql.query("select pg_advisory_xact_lock(hashtext('delivery_rollup'))", row -> true);
        var before = before(changes);
        write(changes.entrySet().stream()
                .map(c -> new Row(c.getKey(), c.getValue(), before.get(c.getKey())))
                .toList());
        deleteEmpty(changes);
    }

    private Map<RollupKey, Sketches> before(Map<RollupKey, RollupDelta> changes) {
        var keys = columns(List.copyOf(changes.keySet()));
        var samples = sql.query("""
                select k.*, r.lead_sample, r.restore_sample, r.recovery_sample
                from %s k (scope, key, tier, period, starts_on)
                join delivery_rollup r using (scope, key, tier, period, starts_on)
                """.formatted(KEYS), RollupWriter::samples, keys);
        return samples.stream().collect(Collectors.toMap(Sketches::key, s -> s));
    }

    private static Sketches samples(ResultSet row) throws SQLException {
        var key = new RollupKey(
                row.getString("scope"),
                row.getString("key"),
                row.getString("tier"),
                row.getString("period"),
                row.getObject("starts_on", LocalDate.class));
        return new Sketches(
                key, sample(row, "lead_sample"), sample(row, "restore_sample"), sample(row, "recovery_sample"));
    }

    private static DurationSketch sample(ResultSet row, String column) throws SQLException {
        var bytes = row.getBytes(column);
        return bytes == null ? DurationSketch.EMPTY : DurationSketch.parse(bytes);
    }

    private void write(List<Row> rows) {
        var keys = columns(rows.stream().map(Row::key).toList());
        sql.update(
                RollupStatement.UPSERT,
                keys[0],
                keys[1],
                keys[2],
                keys[3],
                keys[4],
                Sql.column(rows, r -> r.change().deployments),
                Sql.column(rows, r -> r.change().rework),
                Sql.column(rows, r -> r.change().failed),
                Sql.column(rows, r -> r.change().failedByRollback),
                Sql.column(rows, r -> r.change().failedByHotfix),
                Sql.column(rows, r -> r.change().withoutKnownChange),
                Sql.column(rows, r -> r.change().leads.count()),
                Sql.column(rows, r -> r.change().negative),
                Sql.column(rows, r -> r.change().explicit),
                Sql.column(rows, r -> r.change().ancestry),
                Sql.column(rows, r -> r.change().inWindow),
                Sql.column(rows, r -> r.change().head),
                Sql.column(rows, r -> r.change().leads.sum()),
                Sql.column(rows, r -> r.sample(c -> c.leads, Sketches::leads)),
                Sql.column(rows, r -> r.change().opened),
                Sql.column(rows, r -> r.change().unattributed),
                Sql.column(rows, r -> r.change().restores.count()),
                Sql.column(rows, r -> r.change().leftOut),
                Sql.column(rows, r -> r.change().restores.sum()),
                Sql.column(rows, r -> r.sample(c -> c.restores, Sketches::restores)),
                Sql.column(rows, r -> r.change().recoveries.count()),
                Sql.column(rows, r -> r.change().recoveries.sum()),
                Sql.column(rows, r -> r.sample(c -> c.recoveries, Sketches::recoveries)));
    }

    private void deleteEmpty(Map<RollupKey, RollupDelta> changes) {
        var shrunk = changes.entrySet().stream()
                .filter(c -> c.getValue().removesAny())
                .map(Map.Entry::getKey)
                .toList();
        if (!shrunk.isEmpty()) {
            sql.update(RollupStatement.DELETE_EMPTY.formatted(KEYS), columns(shrunk));
        }
    }

    private static Object[] columns(List<RollupKey> keys) {
        return new Object[] {
            Sql.column(keys, RollupKey::scope),
            Sql.column(keys, RollupKey::key),
            Sql.column(keys, RollupKey::tier),
            Sql.column(keys, RollupKey::period),
            Sql.column(keys, RollupKey::startsOn)
        };
    }
}
