package dev.milepost.slo.counting;

import dev.milepost.platform.documents.JsonHeapUse;
import dev.milepost.platform.sql.Sql;
import dev.milepost.slo.counting.EventGroups.Group;
import dev.milepost.slo.counting.EventGroups.OutcomeKey;
import dev.milepost.slo.counting.OutcomesChanged.OutcomeChange;
import dev.milepost.slo.objectives.Outcome;
import dev.milepost.slo.objectives.SliEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Stores the outcomes and keeps the counts per minute consistent with them. */
@ApplicationScoped
class OutcomeRepository {

    private static final String ROWS = """
            unnest(?::int[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
                ?::text[], ?::text[], ?::timestamptz[])
                as n (indicator, key, events, kind, reason, at, template, template_version, team, service, step, decide_by)
            """;
    private static final String INSERT = """
            insert into slo_outcome
                (indicator, key, events, trimmed, kind, reason, at, template, template_version, team, service, step,
                decide_by)
            select indicator, key, events::json, true, kind, reason, at, template, template_version, team, service, step,
                decide_by
            from
            """ + ROWS + """
            order by indicator, key
            on conflict (indicator, key) do nothing
            returning indicator, key
            """;
    private static final String LOCK = """
            select o.indicator, o.key, octet_length(o.events::text) as bytes
            from unnest(?::int[], ?::uuid[]) as asked (indicator, key) join slo_outcome as o using (indicator, key)
            order by o.indicator, o.key for update of o
            """;
    private static final String READ = """
            select o.indicator, o.key, o.events, o.kind, o.reason, o.at
            from unnest(?::int[], ?::uuid[]) as asked (indicator, key) join slo_outcome as o using (indicator, key)
            """;
    private static final String UPDATE = """
            update slo_outcome as o set events = n.events::json, trimmed = true, changed_at = now(), kind = n.kind, reason = n.reason, at = n.at,
                template = n.template, template_version = n.template_version, team = n.team, service = n.service,
                step = n.step, decide_by = n.decide_by
            from
            """ + ROWS + "where o.indicator = n.indicator and o.key = n.key";

    private static final String EXPIRE = """
            with due as (
                select o.indicator, o.key from slo_outcome as o
                join slo_indicator as r on r.id = o.indicator and not r.dropped
                where o.decide_by <= ?
                order by o.indicator, o.key limit 1000 for update of o skip locked)
            update slo_outcome as o set kind = 'BAD', decide_by = null, changed_at = now()
            from due where o.indicator = due.indicator and o.key = due.key
            returning o.indicator, o.at, o.reason
            """;

    /**
     * The maximum size of a statement. Each indicator stores a copy of its events, so many indicators multiply a large
     * event.
     */
    private static final long MOST_OF_A_STATEMENT = 4 << 20;

    /** The maximum size of the texts of stored events in memory, in bytes. */
    static final long MOST_READ = 1 << 20;

    /** The maximum heap use of the trees of stored events, in bytes. A single outcome may exceed it. */
    static final long MOST_TREES = 8 << 20;

    private final Sql sql;
    private final CountRepository counts;
    private final Event<OutcomesChanged> announcement;

    OutcomeRepository(Sql sql, CountRepository counts, Event<OutcomesChanged> announcement) {
        this.sql = sql;
        this.counts = counts;
        this.announcement = announcement;
    }

    private record Stored(OutcomeKey key, long bytes) {}

    private record Before(OutcomeKey key, String events, Outcome outcome) {}

    /**
     * Merges events with the stored ones in the current transaction. An outcome is a function of the set of its events,
     * so merging an event twice changes nothing.
     */
    void merge(EventGroups events) {
        if (events.groups().isEmpty()) {
            return;
        }
        var changes = new CountChanges();
        var groups = new HashMap<OutcomeKey, Group>();
        var rows = new OutcomeRows();
        for (var entry : inOrder(events.groups())) {
            groups.put(entry.getKey(), entry.getValue());
            rows.add(entry.getKey(), entry.getValue());
            if (rows.length() > MOST_OF_A_STATEMENT) {
                merge(groups, rows, changes);
                groups = new HashMap<>();
                rows = new OutcomeRows();
            }
        }
        merge(groups, rows, changes);
        counts.apply(changes);
    }

    /** Returns the groups in the row order of the statements. Every transaction locks rows in this order. */
    private static List<Map.Entry<OutcomeKey, Group>> inOrder(Map<OutcomeKey, Group> groups) {
        return groups.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<OutcomeKey, Group> entry) ->
                                entry.getKey().indicatorCount())
                        .thenComparing(entry -> entry.getKey().key().toString()))
                .toList();
    }

    private void merge(Map<OutcomeKey, Group> groups, OutcomeRows rows, CountChanges changes) {
        if (groups.isEmpty()) {
            return;
        }
        var announced = new ArrayList<OutcomeChange>();
        for (var key : sql.query(INSERT, OutcomeRepository::key, rows.columns())) {
            changes.add(key.indicatorCount(), rows.outcome(key), 1);
            announced.add(change(key, List.of(), Objects.requireNonNull(groups.remove(key))));
        }
        announcement.fire(new OutcomesChanged(announced));
        if (!groups.isEmpty()) {
            change(groups, changes);
        }
    }

    private static OutcomeChange change(OutcomeKey key, List<SliEvent> before, Group after) {
        return new OutcomeChange(key.indicatorCount(), after.indicator(), before, after.events());
    }

    /** Updates the outcomes that exist already, a part at a time: their stored events can be many times the batch. */
    private void change(Map<OutcomeKey, Group> groups, CountChanges changes) {
        var part = new ArrayList<OutcomeKey>();
        long bytes = 0;
        for (var stored : sql.query(LOCK, OutcomeRepository::stored, columns(groups.keySet()))) {
            bytes += stored.bytes();
            if (bytes > MOST_READ && !part.isEmpty()) {
                change(part, groups, changes);
                part.clear();
                bytes = stored.bytes();
            }
            part.add(stored.key());
        }
        change(part, groups, changes);
    }

    /** Updates outcomes that are locked. */
    private void change(List<OutcomeKey> keys, Map<OutcomeKey, Group> groups, CountChanges changes) {
        var part = new ArrayList<Before>();
        long heap = 0;
        for (var stored : sql.query(READ, OutcomeRepository::before, columns(keys))) {
            long trees = JsonHeapUse.of(stored.events().getBytes(StandardCharsets.UTF_8));
            if (heap + trees > MOST_TREES && !part.isEmpty()) {
                update(part, groups, changes);
                part.clear();
                heap = 0;
            }
            part.add(stored);
            heap += trees;
        }
        update(part, groups, changes);
    }

    /** Updates outcomes whose events are read into trees, all at once. */
    private void update(List<Before> part, Map<OutcomeKey, Group> groups, CountChanges changes) {
        var changed = new HashMap<OutcomeKey, Group>();
        var old = new ArrayList<Before>();
        var announced = new ArrayList<OutcomeChange>();
        for (var stored : part) {
            var events = SliEventJson.read(stored.events());
            var group = Objects.requireNonNull(groups.get(stored.key())).with(events);
            if (!SliEventJson.write(group.events()).equals(stored.events())) {
                changed.put(stored.key(), group);
                old.add(stored);
                announced.add(change(stored.key(), events, group));
            }
        }
        if (changed.isEmpty()) {
            return;
        }
        var rows = OutcomeRows.of(changed);
        sql.update(UPDATE, rows.columns());
        old.forEach(stored -> {
            changes.add(stored.key().indicatorCount(), stored.outcome(), -1);
            changes.add(stored.key().indicatorCount(), rows.outcome(stored.key()), 1);
        });
        announcement.fire(new OutcomesChanged(announced));
    }

    /** Makes a batch of outcomes bad that no report has decided in time. Returns false if none is left. */
    boolean expireBatch(Instant now) {
        var changes = new CountChanges();
        var expired = sql.query(
                EXPIRE,
                row -> {
                    var at = Objects.requireNonNull(Sql.instant(row, "at"));
                    var reason = row.getString("reason");
                    changes.add(row.getInt("indicator"), new Outcome(Outcome.Kind.EXCLUDED, at, reason), -1);
                    changes.add(row.getInt("indicator"), new Outcome(Outcome.Kind.BAD, at, reason), 1);
                    return 1;
                },
                now);
        counts.apply(changes);
        return !expired.isEmpty();
    }

    private static Object[] columns(Collection<OutcomeKey> keys) {
        return new Object[] {
            keys.stream().map(OutcomeKey::indicatorCount).toList(),
            keys.stream().map(OutcomeKey::key).toList()
        };
    }

    private static OutcomeKey key(ResultSet row) throws SQLException {
        return new OutcomeKey(row.getInt("indicator"), row.getObject("key", UUID.class));
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(key(row), row.getLong("bytes"));
    }

    private static Before before(ResultSet row) throws SQLException {
        var at = Objects.requireNonNull(Sql.instant(row, "at"));
        var outcome = new Outcome(Outcome.Kind.valueOf(row.getString("kind")), at, row.getString("reason"));
        return new Before(key(row), row.getString("events"), outcome);
    }
}
