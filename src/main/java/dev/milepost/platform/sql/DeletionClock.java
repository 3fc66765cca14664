package dev.milepost.platform.sql;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * The time by which what is too old is deleted. A clock that is ahead makes everything old, and what is deleted does not
 * come back with the right time. So this machine and the database must agree, and a step ahead of both, which may also be
 * that the service did not run, is believed after it has held for a day.
 */
@ApplicationScoped
public class DeletionClock {

    private static final Logger LOG = Logger.getLogger(DeletionClock.class);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    /** Looks come at least every hour; a longer time between two of them is a step. */
    private static final String LOOK = """
            update deletion_clock as last
            set seen_at = now.at,
                believed_from = case
                    when now.at > last.seen_at + interval '1 day' then now.at + interval '1 day'
                    when now.at < last.seen_at - interval '5 minutes' then now.at
                    else last.believed_from
                end
            from (select clock_timestamp() as at) as now
            returning last.seen_at, last.believed_from
            """;

    private final Sql sql;
    private final Clock clock;

    public DeletionClock(DataSource database, Clock clock) {
        this.sql = new Sql(database);
        this.clock = clock;
    }

    private record Look(Instant at, Instant believedFrom) {}

    /** Empty while nothing may be deleted, which is logged. */
    public Optional<Instant> now() {
        var own = clock.instant();
        var asked = look();
        if (Duration.between(own, asked.at()).abs().compareTo(CLOCKS_DIFFER) > 0) {
            LOG.warnf(
                    "Nothing old is deleted: it is %s by this machine's clock and %s by the database's. Set the wrong one.",
                    own, asked.at());
            return Optional.empty();
        }
        if (asked.at().isBefore(asked.believedFrom())) {
            LOG.warnf(
                    "Nothing old is deleted before %s: the clocks are more than a day ahead of when they were last read."
                            + " Set them if they are wrong.",
                    asked.believedFrom());
            return Optional.empty();
        }
        return Optional.of(asked.at());
    }

    private Look look() {
        return QuarkusTransaction.requiringNew()
                .call(() -> sql.query(
                                LOOK,
                                row -> new Look(
                                        Objects.requireNonNull(Sql.instant(row, "seen_at")),
                                        Objects.requireNonNull(Sql.instant(row, "believed_from"))))
                        .get(0));
    }
}
