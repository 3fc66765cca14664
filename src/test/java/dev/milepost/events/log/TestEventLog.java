package dev.milepost.events.log;

import dev.milepost.events.contract.EventReaders;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.events.log.LogEntry.RecordPosition;
import dev.milepost.platform.sql.Sql;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** The event log without the pipeline before it. */
public final class TestEventLog {

    private static final LocalDate DAY = LocalDate.parse("2026-06-01");

    private final Sql sql;
    private final EventLogScanner parts;

    public TestEventLog(DataSource database, Instant now) {
        this.sql = new Sql(database);
        var partitions = new EventPartitions(new Sql(database), Clock.fixed(now, ZoneOffset.UTC), Duration.ofDays(90));
        this.parts = new EventLogScanner(new Sql(database), EventReaders.reader(), partitions);
    }

    public static Outbox outbox(DataSource database) {
        return new Outbox(new Sql(database), EventReaders.keys());
    }

    public static UncountedEvents uncounted(DataSource database) {
        return new UncountedEvents(new Sql(database), Clock.systemUTC(), new SimpleMeterRegistry());
    }

    public EventLogScanner parts() {
        return parts;
    }

    /** The one week that there is. */
    public void open() {
        sql.update("create table event_%s partition of event for values from ('%s') to ('%s')"
                .formatted(DAY.toString().replace('-', '_'), DAY, DAY.plusWeeks(1)));
    }

    public void add(List<GoldenEvent> events) {
        var rows = new ArrayList<EventCopyRows.Row>();
        for (var event : events) {
            var attributes = Map.of(
                    "specversion",
                    "1.0",
                    "id",
                    event.id(),
                    "source",
                    event.source(),
                    "type",
                    "com.company." + event.type(),
                    "time",
                    event.time().toString(),
                    "datacontenttype",
                    "application/json");
            var data = event.data().toString().getBytes(StandardCharsets.UTF_8);
            var entry = new LogEntry(new RecordPosition(new UUID(0, 0), 0, 0), attributes, data, event, null);
            rows.add(new EventCopyRows.Row(entry, DAY));
        }
        sql.copy(EventCopyRows.COPY, new EventCopyRows(rows.iterator()));
    }
}
