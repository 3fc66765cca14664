package dev.milepost.catalog.sync;

import dev.milepost.platform.sql.Sql;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * When the catalog was synced. A catalog in which nothing changes sends no events, so its silence is seen here: a sync
 * comes also then.
 */
@Startup // its gauges are there from the first scrape on
@ApplicationScoped
class SyncTimes {

    private static final Logger LOG = Logger.getLogger(SyncTimes.class);

    // A row is written every ten seconds at most.
    private static final String RECORD = """
            insert into catalog_sync as s (kind, first_at, last_at) values (?, ?, ?)
            on conflict (kind) do update set last_at = excluded.last_at
            where s.last_at < excluded.last_at - interval '10 seconds'
            """;

    private final Sql sql;
    private final Clock clock;
    private volatile double lastSeconds;

    SyncTimes(Sql sql, Clock clock, MeterRegistry meters) {
        this.sql = sql;
        this.clock = clock;
        meters.gauge("milepost.catalog.last.sync.seconds", this, times -> times.lastSeconds);
    }

    enum Kind {
        /** A request with entities. */
        ENTITIES,
        /** A complete list of entities. */
        FULL
    }

    /**
     * The response. A time is null if the catalog was never synced so.
     *
     * @param firstSyncAt the first request with entities
     * @param lastSyncAt the last request with entities, to about ten seconds
     * @param lastFullSyncAt the last complete list, to about ten seconds
     */
    record CatalogSyncStatus(
            @Nullable Instant firstSyncAt,
            @Nullable Instant lastSyncAt,
            @Nullable Instant lastFullSyncAt) {}

    private record Times(Instant first, Instant last) {}

    @Transactional
    void record(Kind kind) {
        var now = clock.instant();
        sql.update(RECORD, kind.name(), now, now);
    }

    @Transactional
    CatalogSyncStatus find() {
        Map<String, Times> times = new HashMap<>();
        sql.query(
                "select kind, first_at, last_at from catalog_sync",
                row -> times.put(
                        row.getString("kind"),
                        new Times(
                                Objects.requireNonNull(Sql.instant(row, "first_at")),
                                Objects.requireNonNull(Sql.instant(row, "last_at")))));
        var entities = times.get(Kind.ENTITIES.name());
        var full = times.get(Kind.FULL.name());
        return new CatalogSyncStatus(
                entities == null ? null : entities.first(),
                entities == null ? null : entities.last(),
                full == null ? null : full.last());
    }

    @Scheduled(every = "15s", concurrentExecution = ConcurrentExecution.SKIP)
    void refresh() {
        try {
            var last = find().lastSyncAt();
            lastSeconds = last == null ? 0 : last.getEpochSecond();
        } catch (RuntimeException e) {
            LOG.debugf(e, "The time of the last sync could not be read. This will be retried.");
        }
    }
}
