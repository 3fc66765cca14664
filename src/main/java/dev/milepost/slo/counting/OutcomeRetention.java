package dev.milepost.slo.counting;

import dev.milepost.platform.sql.DeletionClock;
import dev.milepost.platform.sql.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Removes event data that objectives do not need. It trims the rows of earlier releases to the fields that indicators
 * read, and it deletes outcomes after retention. Their counts stay.
 */
@ApplicationScoped
class OutcomeRetention {

    private static final Logger LOG = Logger.getLogger(OutcomeRetention.class);

    private static final String UNTRIMMED = """
            select indicator, key, events from slo_outcome where not trimmed
            order by indicator, key limit ? for update skip locked
            """;

    private static final String TRIM = """
            update slo_outcome as o set events = n.events::json, trimmed = true
            from unnest(?::int[], ?::uuid[], ?::text[]) as n (indicator, key, events)
            where o.indicator = n.indicator and o.key = n.key
            """;

    private static final String DELETE = """
            delete from slo_outcome
            where ctid = any (array(select ctid from slo_outcome where changed_at < ? limit 10000))
            """;

    private static final int BATCH_SIZE = 200;

    private static final long MOST_BYTES = 1 << 20;

    private final Sql sql;
    private final IndicatorCountRepository indicatorCounts;
    private final DeletionClock clock;
    private final Duration retention;

    OutcomeRetention(
            Sql sql,
            IndicatorCountRepository indicatorCounts,
            DeletionClock clock,
            @ConfigProperty(name = "milepost.slo.retention", defaultValue = "400d") Duration retention) {
        this.sql = sql;
        this.indicatorCounts = indicatorCounts;
        this.clock = clock;
        this.retention = retention;
    }

    private record Untrimmed(int indicatorCount, UUID key, String events) {}

    /** Trims a batch of rows of earlier releases. Returns false if none are left. */
    @Transactional(TxType.REQUIRES_NEW)
    boolean trimBatch() {
        var rows = sql.queryWithin(
                        MOST_BYTES,
                        UNTRIMMED,
                        "indicator, key",
                        "octet_length(events::text)",
                        row -> new Untrimmed(row.getInt(1), row.getObject(2, UUID.class), row.getString(3)),
                        BATCH_SIZE)
                .rows();
        if (rows.isEmpty()) {
            return false;
        }
        var ids = rows.stream().map(Untrimmed::indicatorCount).distinct().toList();
        var known =
                indicatorCounts.find(ids).stream().collect(Collectors.toMap(IndicatorCount::id, Function.identity()));
        var trimmed = new ArrayList<String>(rows.size());
        for (var row : rows) {
            var indicatorCount = known.get(row.indicatorCount());
            // The indicator count has been deleted, and its outcomes are about to be.
            trimmed.add(indicatorCount == null ? "[]" : trimmed(row.events(), indicatorCount));
        }
        sql.update(
                TRIM,
                rows.stream().map(Untrimmed::indicatorCount).toList(),
                rows.stream().map(Untrimmed::key).toList(),
                trimmed);
        return true;
    }

    private static String trimmed(String events, IndicatorCount indicatorCount) {
        return SliEventJson.write(
                SliEventJson.read(events).stream().map(indicatorCount::kept).toList());
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void deleteExpired() {
        try {
            while (deleteBatch() > 0) {
                LOG.debug("Outcomes older than the retention were deleted.");
            }
        } catch (RuntimeException e) {
            LOG.warnf(
                    "Outcomes older than the retention could not be deleted. This will be retried: %s", e.getMessage());
        }
    }

    /** Deletes a batch of outcomes that have not changed within retention. Returns the number of rows. */
    int deleteBatch() {
        var before = clock.now().map(now -> now.minus(retention));
        return before.isEmpty() ? 0 : QuarkusTransaction.requiringNew().call(() -> sql.update(DELETE, before.get()));
    }
}
