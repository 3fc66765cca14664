package dev.milepost.slo;

import dev.milepost.corrections.CorrectedTime;
import dev.milepost.definitions.DefinedSlo;
import dev.milepost.objectives.Occurrence;
import dev.milepost.objectives.Outcome;
import dev.milepost.objectives.Range;
import dev.milepost.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What becomes of each thing that is counted, with the sums by minute that always agree with it. */
@ApplicationScoped
class OutcomeRepository {

    private static final String PREPARE = """
            insert into slo_outcome (slo, key, events, kind, reason, at)
            select ?, key, '[]'::jsonb, 'OPEN', '', 'epoch' from unnest(?::uuid[]) as asked (key) order by key
            on conflict (slo, key) do nothing
            """;
    private static final String LOCK = """
            select key, events::text as events, kind, reason, at from slo_outcome
            where slo = ? and key = any (?) order by key for update
            """;
    private static final String WRITE = """
            update slo_outcome as o set events = n.events::jsonb, kind = n.kind, reason = n.reason, at = n.at,
                template = n.template, template_version = n.template_version, team = n.team, service = n.service,
                step = n.step
            from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
                ?::text[], ?::text[])
                as n (key, events, kind, reason, at, template, template_version, team, service, step)
            where o.slo = ? and o.key = n.key
            """;

    private final Sql sql;
    private final CountRepository counts;

    OutcomeRepository(DataSource database, CountRepository counts) {
        this.sql = new Sql(database);
        this.counts = counts;
    }

    private record Kept(UUID key, List<Occurrence> events, Outcome outcome) {}

    /** Puts events to those that are kept, in the transaction that is under way. */
    void take(DefinedSlo slo, Grouped events) {
        var keys = List.copyOf(events.byKey().keySet());
        if (keys.isEmpty()) {
            return;
        }
        sql.update(PREPARE, slo.name(), keys);
        var changes = new CountChanges();
        var written = new ArrayList<Kept>();
        for (var kept : sql.query(LOCK, OutcomeRepository::kept, slo.name(), keys)) {
            var all = new ArrayList<>(kept.events());
            all.addAll(Objects.requireNonNull(events.byKey().get(kept.key())));
            var essence = slo.slo().indicator().essence(all);
            var outcome = slo.slo().indicator().outcome(essence);
            changes.add(kept.outcome(), -1);
            changes.add(outcome, 1);
            written.add(new Kept(kept.key(), essence, outcome));
        }
        sql.update(
                WRITE,
                written.stream().map(Kept::key).toList(),
                written.stream()
                        .map(kept -> OccurrenceJson.write(kept.events()))
                        .toList(),
                written.stream().map(kept -> kept.outcome().kind().name()).toList(),
                written.stream().map(kept -> kept.outcome().reason()).toList(),
                written.stream().map(kept -> kept.outcome().at()).toList(),
                labels(written, Labels::template),
                labels(written, Labels::templateVersion),
                labels(written, Labels::team),
                labels(written, Labels::service),
                labels(written, Labels::step),
                slo.name());
        counts.apply(slo.name(), changes);
    }

    private static List<@Nullable String> labels(List<Kept> kept, Function<Labels, @Nullable String> label) {
        var labels = new ArrayList<@Nullable String>();
        kept.forEach(one -> labels.add(label.apply(Labels.of(one.events()))));
        return labels;
    }

    void forget(String slo) {
        sql.update("delete from slo_outcome where slo = ?", slo);
        counts.forget(slo);
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(row.getObject("key", UUID.class), OccurrenceJson.read(row.getString("events")), outcome(row));
    }

    private static Outcome outcome(ResultSet row) throws SQLException {
        Instant at = Objects.requireNonNull(Sql.instant(row, "at"));
        return new Outcome(Outcome.Kind.valueOf(row.getString("kind")), at, row.getString("reason"));
    }

    private static BadEvent badEvent(ResultSet row, CorrectedTime time) throws SQLException {
        Instant at = Objects.requireNonNull(Sql.instant(row, "at"));
        return BadEvent.of(
                row.getObject("key", UUID.class), at, OccurrenceJson.read(row.getString("events")), time.takenBy(at));
    }

    /** The bad ones of a range, newest first. */
    List<BadEvent> findBad(BadEventQuery query) {
        return sql.query(
                """
                select key, events::text as events, at from slo_outcome
                where slo = ? and kind = 'BAD' and at >= ? and at < ? and (at, key) < (?, ?)
                    and not exists (select from unnest(?::timestamptz[], ?::timestamptz[]) as taken (begins, ends)
                        where at >= begins and at < ends)
                order by at desc, key desc limit ?
                """,
                row -> badEvent(row, query.taken().time()),
                query.slo(),
                query.range().from(),
                query.range().to(),
                query.before(),
                query.beforeKey(),
                query.taken().leftOut().stream().map(Range::from).toList(),
                query.taken().leftOut().stream().map(Range::to).toList(),
                query.limit());
    }
}
