package dev.milepost.upgrades.scaffolding;

import static dev.milepost.upgrades.scaffolding.RunReportRepository.column;

import dev.milepost.platform.sql.Sql;
import dev.milepost.upgrades.scaffolding.FoldedRun.EventRef;
import dev.milepost.upgrades.scaffolding.RunReport.Key;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stores scaffold runs, aggregated from their reports. */
@ApplicationScoped
class RunRepository {

    /**
     * The columns of a run and of its due recording. Recorded parameters and entity refs are left out, since they can be
     * as large as an event.
     */
    static final String COLUMNS = Stream.of(
                    "source",
                    "task_id",
                    "revision",
                    "kind",
                    "status",
                    "template",
                    "template_version",
                    "service",
                    "team",
                    "initiator",
                    "buildable",
                    "started_at",
                    "completed_at",
                    "repository",
                    "pull_request",
                    "correlation_id",
                    "parameters_in",
                    "parameters_at",
                    "attempts")
            .map("r."::concat)
            .collect(Collectors.joining(", "));

    private final Sql sql;

    RunRepository(Sql sql) {
        this.sql = sql;
    }

    /** Locks these runs until the transaction ends, in sorted order to avoid deadlocks. */
    void lock(Collection<Key> runs) {
        var sorted = runs.stream().sorted().distinct().toList();
        sql.update("""
                insert into scaffold_run (source, task_id)
                select source, task_id
                from unnest(?::text[], ?::text[]) with ordinality told (source, task_id, place)
                order by place
                on conflict do nothing
                """, column(sorted, Key::source), column(sorted, Key::taskId));
        sql.query("""
                select 1 from scaffold_run
                where (source, task_id) in (select * from unnest(?::text[], ?::text[]))
                order by source, task_id
                for update
                """, row -> row.getInt(1), column(sorted, Key::source), column(sorted, Key::taskId));
    }

    /** Updates locked runs. Successful runs become due to be recorded again. */
    void update(List<FoldedRun> folded, Instant now) {
        sql.update(
                """
                update scaffold_run r set
                    revision = r.revision + 1, kind = f.kind, status = f.status, template = f.template,
                    template_version = f.version, service = f.service, team = f.team, initiator = f.initiator,
                    buildable = f.buildable, started_at = f.started_at, completed_at = f.completed_at,
                    repository = f.repository, pull_request = f.pull_request,
                    entity_refs = f.entity_refs::text[], correlation_id = f.correlation_id,
                    parameters_in = f.parameters_in, parameters_at = f.parameters_at, attempts = 0, due_at = f.due_at
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::bool[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::uuid[], ?::timestamptz[], ?::timestamptz[])
                    f (source, task_id, kind, status, template, version, service, team, initiator, buildable, started_at,
                        completed_at, repository, pull_request, entity_refs, correlation_id, parameters_in, parameters_at,
                        due_at)
                where r.source = f.source and r.task_id = f.task_id
                """,
                of(folded, ScaffoldRun::source),
                of(folded, ScaffoldRun::taskId),
                of(folded, run -> run.kind().word()),
                of(folded, run -> run.status().word()),
                of(folded, ScaffoldRun::template),
                of(folded, ScaffoldRun::version),
                of(folded, ScaffoldRun::service),
                of(folded, ScaffoldRun::team),
                of(folded, ScaffoldRun::initiator),
                of(folded, ScaffoldRun::buildable),
                of(folded, ScaffoldRun::startedAt),
                of(folded, ScaffoldRun::completedAt),
                of(folded, ScaffoldRun::repository),
                of(folded, ScaffoldRun::pullRequest),
                column(folded, run -> Sql.arrayLiteral(run.entityRefs())),
                of(folded, ScaffoldRun::correlationId),
                column(
                        folded,
                        run -> run.parameters() == null
                                ? null
                                : run.parameters().identity()),
                column(
                        folded,
                        run -> run.parameters() == null
                                ? null
                                : run.parameters().time()),
                of(folded, run -> run.status() == ScaffoldRun.Status.SUCCESS && run.version() != null ? now : null));
    }

    /** Returns the latest run that led a service to a version of a golden path, as a list of at most one. */
    List<ScaffoldRun> findLatest(String service, String template, @Nullable String version) {
        return sql.query("select " + COLUMNS + """
                 from scaffold_run r
                where service = ? and template = ? and template_version is not distinct from ? and status = 'success'
                order by completed_at desc, source desc, task_id desc
                limit 1
                """, RunRepository::run, service, template, version);
    }

    /** Returns the runs that led a service to any version of a golden path, latest first. */
    List<ScaffoldRun> findSuccessful(String service, String template) {
        return sql.query("select " + COLUMNS + """
                 from scaffold_run r
                where service = ? and template = ? and status = 'success'
                order by completed_at desc, source desc, task_id desc
                limit 100
                """, RunRepository::run, service, template);
    }

    List<String> entityRefs(ScaffoldRun run) {
        return sql
                .query(
                        "select entity_refs from scaffold_run where source = ? and task_id = ?",
                        row -> Objects.requireNonNull(Sql.texts(row, "entity_refs")),
                        run.source(),
                        run.taskId())
                .stream()
                .findFirst()
                .orElse(List.of());
    }

    /** Returns the recorded parameter values of a run, as JSON. */
    Optional<String> parameters(ScaffoldRun run) {
        return sql
                .query(
                        "select parameters from scaffold_run where source = ? and task_id = ? and parameters is not null",
                        row -> row.getString("parameters"),
                        run.source(),
                        run.taskId())
                .stream()
                .findFirst();
    }

    /**
     * Returns the correlation id of the run that created the run's service. The service's files contain that id, also
     * after upgrades.
     */
    String correlationId(ScaffoldRun run) {
        return run.kind() == ScaffoldRun.Kind.CREATE || run.service() == null
                ? run.correlationId()
                : findSuccessful(run.service(), run.template()).stream()
                        .filter(other -> other.kind() == ScaffoldRun.Kind.CREATE)
                        .findFirst()
                        .orElse(run)
                        .correlationId();
    }

    /**
     * Returns the runs of a golden path that ended, or began and have not ended, in {@code [from, to)}, earliest first.
     */
    List<ScaffoldRun> findInWindow(String template, Instant from, Instant to, int limit) {
        return sql.query("select " + COLUMNS + """
                 from scaffold_run r
                where template = ? and coalesce(completed_at, started_at) >= ? and coalesce(completed_at, started_at) < ?
                order by coalesce(completed_at, started_at), source, task_id
                limit ?
                """, RunRepository::run, template, from, to, limit);
    }

    static ScaffoldRun run(ResultSet row) throws SQLException {
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

    static @Nullable EventRef parametersEvent(ResultSet row) throws SQLException {
        var identity = row.getObject("parameters_in", UUID.class);
        return identity == null
                ? null
                : new EventRef(identity, Objects.requireNonNull(Sql.instant(row, "parameters_at")));
    }

    private static <T> List<@Nullable T> of(List<FoldedRun> folded, Function<ScaffoldRun, @Nullable T> value) {
        return column(folded, one -> value.apply(one.run()));
    }
}
