package dev.milepost.events.log;

import dev.milepost.platform.sql.Sql;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Counts the events that are not part of any metric, by origin and reason. Origins and reasons are few and fixed. */
@ApplicationScoped
public class UncountedEvents {

    // Ordered, so that two transactions that add to the same reasons cannot deadlock.
    private static final String ADD = """
            insert into uncounted_event as kept (origin, reason, events, last_at)
            select origin, reason, events, ? from unnest(?::text[], ?::text[], ?::bigint[]) as added (origin, reason, events)
            order by origin, reason
            on conflict (origin, reason) do update
            set events = kept.events + excluded.events, last_at = greatest(kept.last_at, excluded.last_at)
            """;

    private final Sql sql;
    private final Clock clock;
    private final MeterRegistry meters;

    UncountedEvents(Sql sql, Clock clock, MeterRegistry meters) {
        this.sql = sql;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * Why events are not counted in any metric.
     *
     * @param origin {@code cdevents}, {@code cloudevents}, or the name of a webhook provider
     */
    public record Reason(String origin, String reason) implements Comparable<Reason> {

        private static final Comparator<Reason> ORDER =
                Comparator.comparing(Reason::origin).thenComparing(Reason::reason);

        @Override
        public int compareTo(Reason other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * The number of events of one origin and reason.
     *
     * @param lastAt when the last one was received
     */
    public record UncountedEvent(String origin, String reason, long events, Instant lastAt) {}

    /** Adds to the counts, in the caller's transaction if there is one. */
    @Transactional
    public void add(Map<Reason, Long> events) {
        if (events.isEmpty()) {
            return;
        }
        var sorted = List.copyOf(new TreeMap<>(events).entrySet());
        sql.update(
                ADD,
                clock.instant(),
                Sql.column(sorted, entry -> entry.getKey().origin()),
                Sql.column(sorted, entry -> entry.getKey().reason()),
                Sql.column(sorted, Map.Entry::getValue));
        sorted.forEach(entry -> meters.counter(
                        "milepost.events.uncounted",
                        "origin",
                        entry.getKey().origin(),
                        "reason",
                        entry.getKey().reason())
                .increment(entry.getValue()));
    }

    /** Returns all counts, ordered by origin and reason. */
    @Transactional
    public List<UncountedEvent> find() {
        return sql.query(
                "select origin, reason, events, last_at from uncounted_event order by origin, reason",
                row -> new UncountedEvent(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        Objects.requireNonNull(Sql.instant(row, "last_at"))));
    }
}
