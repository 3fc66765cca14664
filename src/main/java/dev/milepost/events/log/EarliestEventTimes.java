package dev.milepost.events.log;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Finds the times of the earliest events of services, within the retention of the log. */
@ApplicationScoped
public class EarliestEventTimes {

    private final Sql sql;

    EarliestEventTimes(Sql sql) {
        this.sql = sql;
    }

    /** Returns empty if the service has no events. */
    public Optional<Instant> find(String service) {
        return sql.query(
                        "select min(time) as time from event where service = ?",
                        row -> Optional.ofNullable(Sql.instant(row, "time")),
                        service)
                .get(0);
    }
}
