package dev.milepost.events;

import dev.milepost.events.LogEntry.Position;
import dev.milepost.platform.Sql;
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
public final class TestLog {

    private static final LocalDate DAY = LocalDate.parse("2026-06-01");

    private final Sql sql;
    private final EventParts parts;

    public TestLog(DataSource database, Instant now) {
        this.sql = new Sql(database);
        var partitions = new EventPartitions(database, Clock.fixed(now, ZoneOffset.UTC), Duration.ofDays(90));
        this.parts = new EventParts(database, new LoggedEvents(Readers.reader()), partitions);
    }

    public EventParts parts() {
        return parts;
    }

    /** The one week that there is. */
    public void open() {
        sql.update("create table event_%s partition of event for values from ('%s') to ('%s')"
                .formatted(DAY.toString().replace('-', '_'), DAY, DAY.plusWeeks(1)));
    }

    public void add(List<GoldenEvent> events) {
        var rows = new ArrayList<EventRows.Row>();
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
            var entry = new LogEntry(new Position(new UUID(0, 0), 0, 0), attributes, data, event, null);
            rows.add(new EventRows.Row(entry, DAY));
        }
        sql.copy(EventRows.COPY, new EventRows(rows.iterator()));
    }
}
