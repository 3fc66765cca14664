package dev.milepost.upgrades.scaffolding;

import dev.milepost.events.contract.TemplateVersion;
import dev.milepost.platform.sql.Sql;
import dev.milepost.upgrades.scaffolding.FoldedRun.EventRef;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The queue of scaffold runs that are due to be recorded. */
@ApplicationScoped
class DueRuns {

    /** The time that a replica has to record a run. After it, another replica may claim the run. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final Sql sql;

    DueRuns(Sql sql) {
        this.sql = sql;
    }

    /**
     * A run that is due to be recorded.
     *
     * @param revision the revision of the run; a result for another revision is discarded
     * @param attempts the number of attempts, including this one
     */
    record Due(ScaffoldRun run, @Nullable EventRef parameters, int revision, int attempts) {}

    /** The result of recording a run; null members are unknown. */
    record Recorded(
            @Nullable String parameters,
            String lockDigest,
            @Nullable String parametersDigest,
            @Nullable String renderedDigest,
            @Nullable Long timeSavedSeconds,
            @Nullable String failure) {}

    /** Claims due runs, longest due first. No other replica claims them until the lease ends. */
    @Transactional
    List<Due> claim(Instant now, int limit) {
        return sql.query("""
                update scaffold_run r set due_at = ?, attempts = attempts + 1
                from (
                    select source, task_id from scaffold_run
                    where due_at <= ?
                    order by due_at
                    limit ?
                    for update skip locked
                ) taken
                where r.source = taken.source and r.task_id = taken.task_id
                returning %s
                """.formatted(RunRepository.COLUMNS), DueRuns::due, now.plus(LEASE), now, limit);
    }

    /** Claims one run, even if it is due later; empty if there is nothing to record. */
    @Transactional
    List<Due> claim(ScaffoldRun run, Instant now) {
        return sql.query(
                """
                update scaffold_run r set due_at = ?, attempts = attempts + 1
                where source = ? and task_id = ? and due_at is not null
                returning %s
                """.formatted(RunRepository.COLUMNS), DueRuns::due, now.plus(LEASE), run.source(), run.taskId());
    }

    @Transactional
    void record(Due due, Recorded recorded, Instant now) {
        sql.update(
                """
                update scaffold_run set recorded_at = ?, parameters = ?, lock_digest = ?, parameters_digest = ?,
                    rendered_digest = ?, time_saved_seconds = ?, failure = ?, due_at = null
                where source = ? and task_id = ? and revision = ?
                """,
                now,
                recorded.parameters(),
                recorded.lockDigest(),
                recorded.parametersDigest(),
                recorded.renderedDigest(),
                recorded.timeSavedSeconds(),
                recorded.failure(),
                due.run().source(),
                due.run().taskId(),
                due.revision());
    }

    /** @param failure why the run cannot be recorded yet */
    @Transactional
    void postpone(Due due, Instant until, String failure) {
        sql.update(
                "update scaffold_run set due_at = ?, failure = ? where source = ? and task_id = ? and revision = ?",
                until,
                failure,
                due.run().source(),
                due.run().taskId(),
                due.revision());
    }

    /** Makes runs due that may wait for a version that was just published. */
    void makeDue(TemplateVersion version, Instant now) {
        sql.update("""
                update scaffold_run set due_at = ?
                where due_at is not null and template = ? and template_version = ?
                """, now, version.name(), version.version());
    }

    private static Due due(ResultSet row) throws SQLException {
        return new Due(
                RunRepository.run(row),
                RunRepository.parametersEvent(row),
                row.getInt("revision"),
                row.getInt("attempts"));
    }
}
