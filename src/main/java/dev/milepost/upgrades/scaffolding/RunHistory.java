package dev.milepost.upgrades.scaffolding;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The history of scaffold runs by golden path. */
@ApplicationScoped
public class RunHistory {

    private final Sql sql;

    RunHistory(Sql sql) {
        this.sql = sql;
    }

    /**
     * @param timeSavedSeconds as the version stated it at the time; null if it stated none or was not published then
     */
    public record RecordedRun(ScaffoldRun run, @Nullable Long timeSavedSeconds) {

        /** Returns the end of the run; the beginning if the run has not ended. */
        public Instant endedOrStartedAt() {
            var ended = run.completedAt();
            var begun = run.startedAt();
            return ended != null ? ended : begun != null ? begun : Instant.EPOCH;
        }

        /** Returns the beginning of the run; the end if the beginning is unknown. */
        public Instant startedOrEndedAt() {
            var begun = run.startedAt();
            return begun != null && !begun.isAfter(endedOrStartedAt()) ? begun : endedOrStartedAt();
        }
    }

    /**
     * Reads the runs of a golden path before a moment. Within a transaction they are read in parts, since their number
     * has no limit.
     */
    public void readBefore(String template, Instant to, Consumer<RecordedRun> visitor) {
        sql.forEach(
                """
                select source, task_id, kind, status, template, template_version, service, team, initiator, buildable,
                    started_at, completed_at, repository, pull_request, correlation_id, time_saved_seconds
                from scaffold_run
                where template = ? and coalesce(completed_at, started_at) < ?
                """,
                row -> new RecordedRun(run(row), row.getObject("time_saved_seconds", Long.class)),
                visitor,
                template,
                to);
    }

    private static ScaffoldRun run(ResultSet row) throws SQLException {
        var buildable = row.getBoolean("buildable");
        var buildableOrNull = row.wasNull() ? null : (Boolean) buildable;
        return new ScaffoldRun(
                row.getString("source"),
                row.getString("task_id"),
                ScaffoldRun.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                ScaffoldRun.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("template"),
                row.getString("template_version"),
                row.getString("service"),
                row.getString("team"),
                row.getString("initiator"),
                buildableOrNull,
                Sql.instant(row, "started_at"),
                Sql.instant(row, "completed_at"),
                row.getString("repository"),
                row.getString("pull_request"),
                row.getString("correlation_id"));
    }
}
