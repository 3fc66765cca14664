package dev.milepost.events.log;

import dev.milepost.platform.sql.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The weekly partitions of the event log. A week is long enough that a query over all partitions stays cheap, and short
 * enough to apply retention by dropping partitions.
 */
@ApplicationScoped
public class EventPartitions {

    private static final Logger LOG = Logger.getLogger(EventPartitions.class);
    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('milepost.event'))";

    private static final String WEEKS = """
            select substring(partition.relname from 7)
            from pg_inherits join pg_class as partition on partition.oid = inhrelid
            where inhparent = 'event'::regclass order by 1
            """;
    private static final String DELETE_IDENTITIES = """
            delete from event_identity
            where ctid = any (array(select ctid from event_identity where received_on < ? limit 50000))
            """;

    private final Sql sql;
    private final Clock clock;
    private final Duration retention;
    private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();

    EventPartitions(
            Sql sql,
            Clock clock,
            @ConfigProperty(name = "milepost.retention", defaultValue = "90d") Duration retention) {
        this.sql = sql;
        this.clock = clock;
        this.retention = retention;
    }

    /** How long events are kept after their arrival. */
    public Duration retention() {
        return retention;
    }

    /** Creates the partitions of this week and the next two, so that no insert has to wait for its partition. */
    public void createAhead() {
        var week = weekOf(today());
        createMissing(List.of(week, week.plusWeeks(1), week.plusWeeks(2)));
    }

    /**
     * Drops the weeks that end before a point in time, and the identities of their events. If such an event arrives
     * again, it is stored as new; the facts aggregated from it are the same.
     */
    public void dropOld(Instant before) {
        var keepFrom = weekOf(LocalDate.ofInstant(before, ZoneOffset.UTC));
        for (var week : weeks()) {
            if (week.isBefore(keepFrom)) {
                drop(week);
            }
        }
        while (deleteIdentities(keepFrom) > 0) {
            LOG.debugf("Identities of events received before %s were deleted.", keepFrom);
        }
    }

    /** Returns the weeks that have a partition, in order. */
    List<LocalDate> weeks() {
        return sql.query(WEEKS, row -> LocalDate.parse(row.getString(1).replace('_', '-')));
    }

    /**
     * Returns the first stored day if earlier weeks may have been dropped; empty otherwise. Events are stored under the
     * day of their arrival.
     */
    Optional<LocalDate> retainedSince() {
        return weeks().stream().findFirst().filter(week -> !week.isAfter(weekOf(oldest())));
    }

    private void drop(LocalDate week) {
        // A reader of the log blocks the drop. It then fails after a short timeout and is retried in the next run, so
        // that the queries queued behind it do not wait long.
        QuarkusTransaction.requiringNew().run(() -> {
            sql.update("set local lock_timeout = '5s'");
            sql.update("drop table if exists " + nameOf(week));
        });
        known.remove(week);
        LOG.infof("Events older than the retention were deleted: the partition of the week from %s was dropped.", week);
    }

    private int deleteIdentities(LocalDate before) {
        return QuarkusTransaction.requiringNew().call(() -> sql.update(DELETE_IDENTITIES, before));
    }

    /** Returns the day that each entry is stored under, and creates the missing partitions. */
    List<LocalDate> daysOf(List<LogEntry> entries) {
        var received = entries.stream()
                .map(entry ->
                        entry.golden().receivedAt().atOffset(ZoneOffset.UTC).toLocalDate())
                .toList();
        var oldest = oldest();
        var newest = newest(received);
        var days = received.stream()
                .map(day -> day.isBefore(oldest) ? oldest : day.isAfter(newest) ? newest : day)
                .toList();
        createMissing(days.stream().map(EventPartitions::weekOf).distinct().toList());
        return days;
    }

    /**
     * Returns the latest day to store an event under. A later day of arrival is wrong, or this machine's clock is behind:
     * an event that is stored under an old day is deleted too early. So the days that have a partition count as well.
     * They were created ahead while the clock was right.
     */
    private LocalDate newest(List<LocalDate> received) {
        var today = today();
        if (received.stream().noneMatch(day -> day.isAfter(today))) {
            return today;
        }
        var weeks = weeks();
        var last = weeks.isEmpty() ? today : weeks.get(weeks.size() - 1).plusDays(6);
        return last.isAfter(today) ? last : today;
    }

    private void createMissing(Collection<LocalDate> weeks) {
        var missing = weeks.stream().filter(week -> !known.contains(week)).toList();
        if (missing.isEmpty()) {
            return;
        }
        // In its own transaction: creating a partition locks the log for everyone else until the transaction ends.
        QuarkusTransaction.requiringNew().run(() -> {
            sql.query(LOCK, row -> true);
            missing.forEach(this::create);
        });
        known.addAll(missing);
    }

    private void create(LocalDate week) {
        sql.update("create table if not exists %s partition of event for values from ('%s') to ('%s')"
                .formatted(nameOf(week), week, week.plusWeeks(1)));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private LocalDate oldest() {
        return LocalDate.ofInstant(clock.instant().minus(retention), ZoneOffset.UTC);
    }

    private static LocalDate weekOf(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private static String nameOf(LocalDate week) {
        return "event_" + week.toString().replace('-', '_');
    }
}
