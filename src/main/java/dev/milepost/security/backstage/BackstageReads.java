package dev.milepost.security.backstage;

import dev.milepost.platform.sql.Sql;
import dev.milepost.security.backstage.BackstageFailure.Kind;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads of Backstage: one replica at a time, with a pause after each, and a longer one after failures. A read is claimed by
 * a lease in its row: it takes minutes of waiting for another service, for which no transaction and no lock of one stays
 * open.
 */
@ApplicationScoped
public class BackstageReads {

    private static final Logger LOG = Logger.getLogger(BackstageReads.class);

    /** How long one request and what is done with its response may take before another replica reads again. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int MOST_OF_FAILURE = 500;

    private final Sql sql;
    private final Clock clock;
    private final MeterRegistry meters;

    public BackstageReads(Sql sql, Clock clock, MeterRegistry meters) {
        this.sql = sql;
        this.clock = clock;
        this.meters = meters;
    }

    /** What is read of an install. */
    public enum Part {
        CATALOG,
        TASKS;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A read that is under way. */
    public interface Lease {

        /** Until which time everything has been read; null before the first read. */
        @Nullable
        Instant readUntil();

        /** Says that the read goes on. */
        void extend();
    }

    /**
     * What a read reached.
     *
     * @param until until which time everything has been read; null if it is as before
     * @param isComplete whether nothing is left that the next read need not wait for
     */
    public record Reached(@Nullable Instant until, boolean isComplete) {}

    public interface Work {
        Reached read(Lease lease) throws BackstageFailure;
    }

    /**
     * The reads of one part of an install.
     *
     * @param readAt when it was read completely; null if it never was
     * @param failingSince since when it fails; null if it does not
     */
    public record BackstageRead(
            String install,
            @Nullable Instant readAt,
            @Nullable Instant failingSince,
            @Nullable String failure) {}

    private record Claimed(
            String install,
            Part part,
            int attempts,
            @Nullable Instant until,
            boolean isFailing) {}

    /** Reads a part of an install, if it is due and no other replica reads it. */
    public void readIfDue(String install, Part part, Duration every, Work work) {
        claim(install, part).ifPresent(claimed -> read(claimed, every, work));
    }

    private Optional<Claimed> claim(String install, Part part) {
        var now = clock.instant();
        sql.update("""
                insert into backstage_read (install, part, due_at, attempts) values (?, ?, ?, 0)
                on conflict on constraint backstage_read_pk do nothing
                """, install, part.text(), now);
        return sql
                .query(
                        """
                        update backstage_read set due_at = ?, attempts = attempts + 1
                        where install = ? and part = ? and due_at <= ?
                        returning attempts, read_until, failing_since is not null as failing
                        """,
                        row -> new Claimed(
                                install,
                                part,
                                row.getInt("attempts"),
                                Sql.instant(row, "read_until"),
                                row.getBoolean("failing")),
                        now.plus(LEASE),
                        install,
                        part.text(),
                        now)
                .stream()
                .findFirst();
    }

    private void read(Claimed claimed, Duration every, Work work) {
        try {
            var reached = work.read(lease(claimed));
            succeed(claimed, every, reached);
        } catch (BackstageFailure e) {
            fail(claimed, every, e);
        } catch (RuntimeException e) {
            LOG.debugf(e, "Reading %s of Backstage %s failed", claimed.part().text(), claimed.install());
            fail(claimed, every, new BackstageFailure(Kind.UNEXPECTED, String.valueOf(e.getMessage())));
        }
    }

    private Lease lease(Claimed claimed) {
        return new Lease() {
            @Override
            public @Nullable Instant readUntil() {
                return claimed.until();
            }

            @Override
            public void extend() {
                setDue(claimed, LEASE);
            }
        };
    }

    private void setDue(Claimed claimed, Duration pause) {
        sql.update(
                "update backstage_read set due_at = ? where install = ? and part = ?",
                clock.instant().plus(pause),
                claimed.install(),
                claimed.part().text());
    }

    private void succeed(Claimed claimed, Duration every, Reached reached) {
        var now = clock.instant();
        sql.update(
                """
                update backstage_read set due_at = ?, attempts = 0, failing_since = null, failure = null,
                    read_at = case when ? then ? else read_at end, read_until = coalesce(?::timestamptz, read_until)
                where install = ? and part = ?
                """,
                reached.isComplete() ? now.plus(every) : now,
                reached.isComplete(),
                now,
                reached.until(),
                claimed.install(),
                claimed.part().text());
        count(claimed, "read");
        if (claimed.isFailing()) {
            LOG.infof(
                    "The %s of Backstage %s can be read again.", claimed.part().text(), claimed.install());
        }
    }

    private void fail(Claimed claimed, Duration every, BackstageFailure failure) {
        var now = clock.instant();
        var detail = Objects.requireNonNullElse(failure.getMessage(), "");
        if (!claimed.isFailing()) {
            LOG.warnf(
                    "The %s of Backstage %s cannot be read. This will be retried: %s",
                    claimed.part().text(), claimed.install(), detail);
        }
        sql.update(
                """
                update backstage_read set due_at = ?, failing_since = coalesce(failing_since, ?), failure = ?
                where install = ? and part = ?
                """,
                now.plus(failure.retryAfter().orElseGet(() -> pause(every, claimed.attempts()))),
                now,
                detail.length() > MOST_OF_FAILURE ? detail.substring(0, MOST_OF_FAILURE) : detail,
                claimed.install(),
                claimed.part().text());
        count(claimed, failure.kind().name().toLowerCase(Locale.ROOT));
    }

    private static Duration pause(Duration every, int attempts) {
        var pause = every.multipliedBy(1L << Math.min(attempts - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void count(Claimed claimed, String outcome) {
        meters.counter("milepost.backstage.reads", "part", claimed.part().text(), "outcome", outcome)
                .increment();
    }

    /** Lets a part be read at once, because something has changed. A read that is under way is not disturbed. */
    public void wake(String install, Part part) {
        sql.update(
                "update backstage_read set due_at = ? where install = ? and part = ? and attempts = 0 and due_at > ?",
                clock.instant(),
                install,
                part.text(),
                clock.instant());
    }

    /** Returns the reads of a part of these installs, also of those that were never read. */
    List<BackstageRead> find(Part part, List<String> installs) {
        return sql.query(
                """
                select given.install, read_at, failing_since, failure
                from unnest(?::text[]) given (install)
                left join backstage_read r on r.install = given.install and r.part = ?
                order by given.install
                """,
                row -> new BackstageRead(
                        row.getString("install"),
                        Sql.instant(row, "read_at"),
                        Sql.instant(row, "failing_since"),
                        row.getString("failure")),
                installs,
                part.text());
    }
}
