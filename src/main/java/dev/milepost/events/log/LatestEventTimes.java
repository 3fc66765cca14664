package dev.milepost.events.log;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Finds the times of the latest events of services, within the retention of the log. */
@ApplicationScoped
public class LatestEventTimes {

    private final Sql sql;

    LatestEventTimes(Sql sql) {
        this.sql = sql;
    }

    /** Returns the times by service. A service without events is absent. */
    public Map<String, Instant> find(Collection<String> services) {
        var times = new HashMap<String, Instant>();
        sql.query(
                """
                select asked.service, (select max(time) from event where event.service = asked.service) as time
                from unnest(?::text[]) as asked (service)
                """,
                row -> {
                    var time = Sql.instant(row, "time");
                    return time == null ? null : times.put(row.getString("service"), time);
                },
                services);
        return times;
    }
}
