package dev.milepost.slo.counting;

import dev.milepost.platform.sql.Sql;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Stores which indicator counts are suspended: the projection leaves them out, because their evaluation took too many
 * steps. After a pause they are resumed. Each further suspension within a day doubles the pause.
 */
@ApplicationScoped
class SuspensionRepository {

    private static final Logger LOG = Logger.getLogger(SuspensionRepository.class);

    private static final String SUSPEND = """
            insert into slo_suspension as s (indicator, suspended_at, resume_at, times, active)
            select id, now, now + interval '10 minutes', 1, true
            from unnest(?::int[]) as chosen (id)
            join slo_indicator using (id), (values (?::timestamptz)) as clock (now)
            where not dropped
            order by id for key share of slo_indicator
            on conflict (indicator) do update set
                active = true,
                suspended_at = excluded.suspended_at,
                times = case when s.resume_at < excluded.suspended_at - interval '1 day' then 1
                    else least(s.times + 1, 9) end,
                resume_at = excluded.suspended_at + case
                    when s.resume_at < excluded.suspended_at - interval '1 day' then interval '10 minutes'
                    else least(interval '10 minutes' * (2 ^ least(s.times, 8)), interval '1 day') end
            where not s.active
            returning indicator, resume_at
            """;
    private static final String NAMES =
            "select coalesce(string_agg(slo, ', ' order by slo), '') from slo_counted_definition where indicator = ?";

    // An indicator count whose backfill is pending continues with it while it is suspended.
    private static final String DUE = """
            select s.indicator from slo_suspension as s join slo_indicator as r on r.id = s.indicator
            where s.active and s.resume_at <= ? and r.complete and not r.dropped
            """;

    private final Sql sql;
    private final Clock clock;
    private final MeterRegistry meters;

    SuspensionRepository(Sql sql, Clock clock, MeterRegistry meters) {
        this.sql = sql;
        this.clock = clock;
        this.meters = meters;
    }

    private record Suspended(int id, Instant resumeAt) {}

    /**
     * Suspends indicator counts, in a transaction of its own, because that of the evaluation is rolled back.
     *
     * @param steps the steps of each indicator count that is suspended
     */
    @Transactional(TxType.REQUIRES_NEW)
    void suspend(Map<Integer, Long> steps) {
        var suspended = sql.query(
                SUSPEND,
                row -> new Suspended(row.getInt(1), Objects.requireNonNull(Sql.instant(row, "resume_at"))),
                List.copyOf(steps.keySet()),
                clock.instant());
        for (var each : suspended) {
            LOG.warnf(
                    "New events are not counted for the objectives %s until %s: their filters took %d steps for a batch. Simplify the filters.",
                    sql.query(NAMES, row -> row.getString(1), each.id()).get(0), each.resumeAt(), steps.get(each.id()));
        }
        meters.counter("milepost.slo.suspensions").increment(suspended.size());
    }

    /** Returns true if indicator counts can be resumed. */
    boolean isAnyDue() {
        return !due().isEmpty();
    }

    /**
     * Resumes the counts that are due: new events are counted again, and the log is counted again, since it has the
     * events that were left out. The transaction must hold the exclusive {@link DefinitionLock}.
     */
    void resumeDue() {
        var due = due();
        if (due.isEmpty()) {
            return;
        }
        sql.update("update slo_suspension set active = false where indicator = any (?)", due);
        sql.update(
                "update slo_indicator set complete = false, read_time = null, read_identity = null where id = any (?)",
                due);
    }

    private List<Integer> due() {
        return sql.query(DUE, row -> row.getInt(1), clock.instant());
    }
}
