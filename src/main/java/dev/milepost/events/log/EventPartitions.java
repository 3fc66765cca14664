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
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The partitions of the event log, one a week. A week is coarse enough that a question that touches all of them stays
 * cheap, and fine enough to forget by dropping.
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
            DataSource database,
            Clock clock,
            @ConfigProperty(name = "milepost.retention", defaultValue = "90d") Duration retention) {
        this.sql = new Sql(database);
        this.clock = clock;
        this.retention = retention;
    }

    /** Makes the partitions of this week and the two that follow, so that no event waits for its own. */
    public void createAhead() {
        var week = weekOf(today());
        createMissing(List.of(week, week.plusWeeks(1), week.plusWeeks(2)));
    }

    /**
     * Drops the weeks that lie wholly before a moment, and the identities of their events. An event that
     * comes again after that is taken as new; the facts made of it are the same.
     */
    public void dropOld(Instant before) {
        var keepFrom = weekOf(LocalDate.ofInstant(before, ZoneOffset.UTC));
        for (var week : weeks()) {
            if (week.isBefore(keepFrom)) {
                drop(week);
            }
        }
        while (deleteIdentities(keepFrom) > 0) {
            LOG.debugf("Identities of events before %s were forgotten.", keepFrom);
        }
    }

    /** The weeks that have a partition, in order. */
    List<LocalDate> weeks() {
        return sql.query(WEEKS, row -> LocalDate.parse(row.getString(1).replace('_', '-')));
    }

    /** The first day that is kept, where weeks before it may have been dropped. What was filed there came on that day. */
    Optional<LocalDate> retainedSince() {
        return weeks().stream().findFirst().filter(week -> !week.isAfter(weekOf(oldest())));
    }

    private void drop(LocalDate week) {
        // Whoever reads the log keeps it from being dropped; then it is tried again the next time, and nobody waits
        // long.
        QuarkusTransaction.requiringNew().run(() -> {
            sql.update("set local lock_timeout = '5s'");
            sql.update("drop table if exists " + nameOf(week));
        });
        known.remove(week);
        LOG.infof("The events of the week from %s were dropped from the log.", week);
    }

    private int deleteIdentities(LocalDate before) {
        return QuarkusTransaction.requiringNew().call(() -> sql.update(DELETE_IDENTITIES, before));
    }

    /** The days under which entries are filed, each with a partition to go to. */
    List<LocalDate> daysOf(List<LogEntry> entries) {
        var oldest = oldest();
        var newest = today();
        var days = entries.stream()
                .map(entry ->
                        entry.golden().receivedAt().atOffset(ZoneOffset.UTC).toLocalDate())
                .map(day -> day.isBefore(oldest) ? oldest : day.isAfter(newest) ? newest : day)
                .toList();
        createMissing(days.stream().map(EventPartitions::weekOf).distinct().toList());
        return days;
    }

    private void createMissing(Collection<LocalDate> weeks) {
        var missing = weeks.stream().filter(week -> !known.contains(week)).toList();
        if (missing.isEmpty()) {
            return;
        }
        // On its own, since making a partition keeps everyone else from the log until the transaction ends.
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
