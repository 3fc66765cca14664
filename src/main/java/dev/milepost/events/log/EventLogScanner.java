package dev.milepost.events.log;

import dev.milepost.events.contract.EventReader;
import dev.milepost.events.log.EventQuery.LogPosition;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Scans the whole log, newest first, in chunks. A chunk takes about the same time for any set of types. */
@ApplicationScoped
@Transactional
public class EventLogScanner {

    // Greater than every time and identity in the log.
    private static final LogPosition NEWEST =
            new LogPosition(Instant.parse("9999-12-31T23:59:59Z"), new UUID(-1L, -1L));

    /** The limit for the bodies and extensions of a chunk, in bytes. They are in memory as text. */
    private static final long MOST_BYTES = 4 << 20;

    private static final String END = """
            select time, identity from (
                select time, identity, row_number() over part as place, sum(bytes) over part as bytes
                from (
                    select time, identity,
                        coalesce(octet_length(data), 0) + coalesce(octet_length(extensions::text), 0) as bytes
                    from event where (time, identity) < (?, ?)
                    order by time desc, identity desc limit ?
                ) next
                window part as (order by time desc, identity desc rows unbounded preceding)
            ) part
            where place = ? or bytes >= ?
            order by time desc, identity desc limit 1
            """;
    private static final String FIND = """
            select * from event where golden = any (?) and (time, identity) < (?, ?)
            order by time desc, identity desc
            """;
    private static final String FIND_UNTIL = """
            select * from event where golden = any (?) and (time, identity) < (?, ?) and (time, identity) >= (?, ?)
            order by time desc, identity desc
            """;

    private final Sql sql;
    private final EventReader reader;
    private final EventPartitions partitions;

    EventLogScanner(Sql sql, EventReader reader, EventPartitions partitions) {
        this.sql = sql;
        this.reader = reader;
        this.partitions = partitions;
    }

    /**
     * A chunk of the log.
     *
     * @param end the position after which the next chunk begins; null for the last chunk
     */
    public record EventChunk(
            List<StoredEvent> events, @Nullable LogPosition end) {

        public EventChunk {
            events = List.copyOf(events);
        }
    }

    /**
     * Finds the events of these golden types in a chunk. The caller reads their bodies, when no connection is needed.
     *
     * @param after the end of the previous chunk; null for the first
     * @param size the number of events of any type in the chunk; it has fewer if their bodies are large
     */
    public EventChunk find(List<String> types, @Nullable LogPosition after, int size) {
        var from = after == null ? NEWEST : after;
        var end = sql.query(
                END,
                row -> new LogPosition(
                        Objects.requireNonNull(Sql.instant(row, "time")), row.getObject("identity", UUID.class)),
                from.time(),
                from.identity(),
                size,
                size,
                MOST_BYTES);
        if (end.isEmpty()) {
            return new EventChunk(
                    sql.query(FIND, row -> new StoredEvent(row, reader), types, from.time(), from.identity()), null);
        }
        var until = end.get(0);
        return new EventChunk(
                sql.query(
                        FIND_UNTIL,
                        row -> new StoredEvent(row, reader),
                        types,
                        from.time(),
                        from.identity(),
                        until.time(),
                        until.identity()),
                until);
    }

    /** Returns the time since which the log is complete; empty if it has every event that ever arrived. */
    public Optional<Instant> retainedSince() {
        return partitions.retainedSince().map(day -> day.atStartOfDay().toInstant(ZoneOffset.UTC));
    }
}
