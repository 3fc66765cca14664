package dev.milepost.upgrades.scaffolding;

import dev.milepost.platform.sql.DeletionClock;
import dev.milepost.platform.sql.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Deletes scaffold runs and their reports when retention ends. The run that created a service and the latest run that
 * changed it are kept, since they determine the service's version. Their initiators are deleted.
 */
@ApplicationScoped
class RunRetention {

    private static final Logger LOG = Logger.getLogger(RunRetention.class);

    private static final String OLD = "coalesce(completed_at, started_at) < ?";

    private static final String DELETE_RUNS = """
            delete from scaffold_run where (source, task_id) in (
                select source, task_id from scaffold_run as old
                where coalesce(completed_at, started_at) < ?
                  and (service is null or status <> 'success' or exists (
                    select from scaffold_run as later
                    where later.service = old.service and later.template = old.template and later.status = 'success'
                      and (later.completed_at, later.source, later.task_id) > (old.completed_at, old.source, old.task_id)
                      and (old.kind <> 'create' or later.kind = 'create')))
                limit 1000)
            """;

    private static final String DELETE_REPORTS = """
            delete from scaffold_report where ctid = any (array(
                select report.ctid from scaffold_report as report
                where report.at < ? and not exists (
                    select from scaffold_run as run where run.source = report.source and run.task_id = report.task_id)
                limit 1000))
            """;

    private static final String CLEAR_INITIATORS =
            "update scaffold_run set initiator = null where initiator is not null and " + OLD;

    private static final String CLEAR_REPORTED_INITIATORS =
            "update scaffold_report set initiator = null where initiator is not null and at < ?";

    private final Sql sql;
    private final DeletionClock clock;
    private final Duration retention;

    RunRetention(
            Sql sql,
            DeletionClock clock,
            @ConfigProperty(name = "milepost.runs.retention", defaultValue = "730d") Duration retention) {
        this.sql = sql;
        this.clock = clock;
        this.retention = retention;
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void run() {
        try {
            deleteExpired();
        } catch (RuntimeException e) {
            LOG.warnf("Could not delete expired scaffold runs. This will be retried in an hour: %s", e.getMessage());
        }
    }

    void deleteExpired() {
        clock.now().map(now -> now.minus(retention)).ifPresent(this::delete);
    }

    private void delete(Instant before) {
        for (var statement : new String[] {DELETE_RUNS, DELETE_REPORTS}) {
            while (update(statement, before) > 0) {
                LOG.debug("Deleted expired scaffold runs.");
            }
        }
        update(CLEAR_INITIATORS, before);
        update(CLEAR_REPORTED_INITIATORS, before);
    }

    private int update(String statement, Instant before) {
        return QuarkusTransaction.requiringNew().call(() -> sql.update(statement, before));
    }
}
