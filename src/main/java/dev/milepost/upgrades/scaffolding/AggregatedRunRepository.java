package dev.milepost.upgrades.scaffolding;

import dev.milepost.events.contract.TemplateVersion;
import dev.milepost.platform.sql.Sql;
import dev.milepost.upgrades.scaffolding.RunReport.Key;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes scaffold runs as they are aggregated from their reports, those of a batch of events at once. */
@ApplicationScoped
class AggregatedRunRepository {

    private final Sql sql;

    AggregatedRunRepository(Sql sql) {
        this.sql = sql;
    }

    /** Locks these runs until the transaction ends, in sorted order to avoid deadlocks. */
    void lock(Collection<Key> runs) {
        var sorted = runs.stream().sorted().distinct().toList();
        sql.update("""
                insert into scaffold_run (source, task_id)
                select source, task_id
                from unnest(?::text[], ?::text[]) with ordinality given (source, task_id, place)
                order by place
                on conflict do nothing
                """, Sql.column(sorted, Key::source), Sql.column(sorted, Key::taskId));
        sql.query("""
                select 1 from scaffold_run
                where (source, task_id) in (select * from unnest(?::text[], ?::text[]))
                order by source, task_id
                for update
                """, row -> row.getInt(1), Sql.column(sorted, Key::source), Sql.column(sorted, Key::taskId));
    }

    /** Updates locked runs. Successful runs become due to be recorded again. */
    void update(List<AggregatedRun> folded, Instant now) {
        sql.update(
                """
                update scaffold_run r set
                    revision = r.revision + 1, kind = f.kind, status = f.status, template = f.template,
                    template_version = f.version, service = f.service, team = f.team, initiator = f.initiator,
                    buildable = f.buildable, started_at = f.started_at, completed_at = f.completed_at,
                    repository = f.repository, pull_request = f.pull_request,
                    entity_refs = f.entity_refs::text[], correlation_id = f.correlation_id,
                    parameters_event = f.parameters_event, parameters_at = f.parameters_at, attempts = 0, recordings = 0,
                    due_at = f.due_at
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::bool[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::uuid[], ?::timestamptz[], ?::timestamptz[])
                    f (source, task_id, kind, status, template, version, service, team, initiator, buildable, started_at,
                        completed_at, repository, pull_request, entity_refs, correlation_id, parameters_event, parameters_at,
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
                Sql.column(folded, run -> Sql.arrayLiteral(run.entityRefs())),
                of(folded, ScaffoldRun::correlationId),
                Sql.column(
                        folded,
                        run -> run.parameters() == null
                                ? null
                                : run.parameters().identity()),
                Sql.column(
                        folded,
                        run -> run.parameters() == null
                                ? null
                                : run.parameters().time()),
                of(folded, run -> run.status() == ScaffoldRun.Status.SUCCESS && run.version() != null ? now : null));
    }

    /** Makes runs due that may wait for a version that was just published. */
    void makeDue(TemplateVersion version, Instant now) {
        sql.update("""
                update scaffold_run set due_at = ?
                where due_at is not null and template = ? and template_version = ?
                """, now, version.name(), version.version());
    }

    private static <T> List<@Nullable T> of(List<AggregatedRun> folded, Function<ScaffoldRun, @Nullable T> value) {
        return Sql.column(folded, one -> value.apply(one.run()));
    }
}
