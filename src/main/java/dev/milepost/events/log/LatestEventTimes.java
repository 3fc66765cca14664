package dev.milepost.events.log;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Finds the times of the latest events of services, within the retention of the log. */
@ApplicationScoped
public class LatestEventTimes {

    private final Sql sql;

    LatestEventTimes(Sql sql) {
        this.sql = sql;
    }

    /**
     * Returns the times by service. A service without events is absent. Changes of its catalog entity do not count: this
     * service sends an event for each of them, at the time of the sync.
     */
    public Map<String, Instant> find(Collection<String> services) {
        var times = new HashMap<String, Instant>();
        sql.query(
                """
                select asked.service, latest.time
                from unnest(?::text[]) as asked (service)
                cross join lateral (
                    select max(time) as time from event
                    where event.service = asked.service and golden is distinct from 'catalog.entity.updated'
                ) latest
                where latest.time is not null
                """,
                row -> times.put(row.getString("service"), Objects.requireNonNull(Sql.instant(row, "time"))),
                services);
        return times;
    }
}
