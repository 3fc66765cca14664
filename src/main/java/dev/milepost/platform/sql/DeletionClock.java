package dev.milepost.platform.sql;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The clock for deleting old data. A clock that is ahead makes everything old, and deleted data does not come back when
 * the clock is corrected. So the clocks of this machine and the database must agree. If both are more than a day ahead
 * of the last reading, which can also mean that the service did not run, the new time is used only after it has lasted
 * for a day.
 */
@ApplicationScoped
public class DeletionClock {

    private static final Logger LOG = Logger.getLogger(DeletionClock.class);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    /** The clock is read at least every hour. A gap of more than a day between two readings is a step. */
    private static final String READ = """
            update deletion_clock as last
            set seen_at = now.at,
                trusted_from = case
                    when now.at > last.seen_at + interval '1 day' then now.at + interval '1 day'
                    when now.at < last.seen_at - interval '5 minutes' then now.at
                    else last.trusted_from
                end
            from (select clock_timestamp() as at) as now
            returning last.seen_at, last.trusted_from
            """;

    private final Sql sql;
    private final Clock clock;

    public DeletionClock(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    private record Reading(Instant at, Instant trustedFrom) {}

    /** The current time. Empty while nothing may be deleted; the reason is logged. */
    public Optional<Instant> now() {
        var own = clock.instant();
        var reading = read();
        if (Duration.between(own, reading.at()).abs().compareTo(CLOCKS_DIFFER) > 0) {
            LOG.warnf(
                    "Old data is not deleted, because the clocks differ: %s on this machine, %s in the database. Correct the wrong one.",
                    own, reading.at());
            return Optional.empty();
        }
        if (reading.at().isBefore(reading.trustedFrom())) {
            LOG.warnf(
                    "Old data is not deleted before %s, because the clocks are more than a day ahead of their last reading."
                            + " Correct them if they are wrong.",
                    reading.trustedFrom());
            return Optional.empty();
        }
        return Optional.of(reading.at());
    }

    private Reading read() {
        return QuarkusTransaction.requiringNew()
                .call(() -> sql.query(
                                READ,
                                row -> new Reading(
                                        Objects.requireNonNull(Sql.instant(row, "seen_at")),
                                        Objects.requireNonNull(Sql.instant(row, "trusted_from"))))
                        .get(0));
    }
}
