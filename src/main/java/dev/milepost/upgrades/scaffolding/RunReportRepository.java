package dev.milepost.upgrades.scaffolding;

import dev.milepost.events.contract.EventOrder;
import dev.milepost.events.contract.TemplateVersion;
import dev.milepost.platform.sql.Sql;
import dev.milepost.upgrades.scaffolding.RunReport.Key;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The reports of scaffold runs, one row per event. */
@ApplicationScoped
class RunReportRepository {

    private final Sql sql;

    RunReportRepository(Sql sql) {
        this.sql = sql;
    }

    void insert(List<RunReport> reports) {
        sql.update(
                """
                insert into scaffold_report (identity, source, task_id, at, event_key, status, template, template_version,
                    service, team, initiator, buildable, kind, repository, pull_request, entity_refs, correlation_id,
                    has_parameters)
                select identity, source, task_id, at, event_key, status, template, template_version, service, team, initiator,
                    buildable, kind, repository, pull_request, entity_refs::text[], correlation_id, has_parameters
                from unnest(?::uuid[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::text[], ?::bool[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::bool[])
                    as given (identity, source, task_id, at, event_key, status, template, template_version, service, team,
                        initiator, buildable, kind, repository, pull_request, entity_refs, correlation_id,
                        has_parameters)
                on conflict do nothing
                """,
                Sql.column(reports, RunReport::identity),
                Sql.column(reports, report -> report.run().source()),
                Sql.column(reports, report -> report.run().taskId()),
                Sql.column(reports, report -> report.order().time()),
                Sql.column(reports, report -> report.order().eventKey()),
                Sql.column(reports, report -> word(report.status())),
                Sql.column(reports, report -> report.template().name()),
                Sql.column(reports, report -> report.template().version()),
                Sql.column(reports, RunReport::service),
                Sql.column(reports, RunReport::team),
                Sql.column(reports, RunReport::initiator),
                Sql.column(reports, RunReport::buildable),
                Sql.column(reports, report -> word(report.kind())),
                Sql.column(reports, RunReport::repository),
                Sql.column(reports, RunReport::pullRequest),
                Sql.column(reports, report -> Sql.arrayLiteral(report.entityRefs())),
                Sql.column(reports, RunReport::correlationId),
                Sql.column(reports, RunReport::hasParameters));
    }

    /**
     * The entity refs of a run.
     *
     * @param report the latest report with entity refs, which has those of the run; null if no report has any
     * @param bytes the size of the entity refs in memory, approximately
     */
    record StoredRefs(Key run, @Nullable UUID report, long bytes) {}

    private record ReportWithRefs(Key run, UUID identity, EventOrder order) {}

    List<StoredRefs> findStoredRefs(Collection<Key> runs) {
        var latest = findLatestWithRefs(runs);
        return sql.query(
                """
                select source, task_id, identity,
                    coalesce(octet_length(r.entity_refs::text) + 60 * cardinality(r.entity_refs), 0) as bytes
                from unnest(?::text[], ?::text[], ?::uuid[]) asked (source, task_id, identity)
                left join scaffold_report r using (source, task_id, identity)
                """,
                row -> new StoredRefs(key(row), row.getObject("identity", UUID.class), row.getLong("bytes")),
                Sql.column(runs, Key::source),
                Sql.column(runs, Key::taskId),
                Sql.column(
                        runs, run -> latest.containsKey(run) ? latest.get(run).identity() : null));
    }

    private Map<Key, ReportWithRefs> findLatestWithRefs(Collection<Key> runs) {
        return sql.queryByKey(
                """
                select source, task_id, identity, at, event_key
                from unnest(?::text[], ?::text[]) asked (source, task_id)
                join scaffold_report using (source, task_id)
                where entity_refs is not null
                order by source, task_id
                """,
                row -> new ReportWithRefs(key(row), row.getObject("identity", UUID.class), order(row)),
                ReportWithRefs::run,
                some -> List.of(Collections.max(some, Comparator.comparing(ReportWithRefs::order))),
                some -> some.get(0),
                Sql.column(runs, Key::source),
                Sql.column(runs, Key::taskId));
    }

    /**
     * Returns the result of the reports of each run that its aggregation needs, with the entity refs of only the one that
     * has those of the run.
     */
    <R> Map<Key, R> find(Collection<StoredRefs> runs, Function<List<RunReport>, R> result) {
        var templates = findLatestTemplates(runs);
        return sql.queryByKey(
                """
                select source, task_id, r.identity, at, event_key, status, template, template_version, service, team,
                    initiator, buildable, kind, repository, pull_request, correlation_id, has_parameters,
                    case when r.identity = asked.identity then entity_refs end as entity_refs
                from unnest(?::text[], ?::text[], ?::uuid[]) asked (source, task_id, identity)
                join scaffold_report r using (source, task_id)
                order by source, task_id
                """,
                RunReportRepository::report,
                RunReport::run,
                some -> AggregatedRun.needed(
                        some,
                        Objects.requireNonNull(templates.get(some.get(0).run())).template()),
                result,
                Sql.column(runs, refs -> refs.run().source()),
                Sql.column(runs, refs -> refs.run().taskId()),
                Sql.column(runs, StoredRefs::report));
    }

    private record ReportedTemplate(Key run, EventOrder order, String template) {}

    private Map<Key, ReportedTemplate> findLatestTemplates(Collection<StoredRefs> runs) {
        return sql.queryByKey(
                """
                select source, task_id, at, event_key, template
                from unnest(?::text[], ?::text[]) asked (source, task_id)
                join scaffold_report using (source, task_id)
                order by source, task_id
                """,
                row -> new ReportedTemplate(key(row), order(row), row.getString("template")),
                ReportedTemplate::run,
                some -> List.of(Collections.max(some, Comparator.comparing(ReportedTemplate::order))),
                some -> some.get(0),
                Sql.column(runs, refs -> refs.run().source()),
                Sql.column(runs, refs -> refs.run().taskId()));
    }

    private static RunReport report(ResultSet row) throws SQLException {
        var buildable = row.getBoolean("buildable");
        var buildableOrNull = row.wasNull() ? null : (Boolean) buildable;
        var status = row.getString("status");
        var kind = row.getString("kind");
        return new RunReport(
                row.getObject("identity", UUID.class),
                key(row),
                order(row),
                status == null ? null : ScaffoldRun.Status.valueOf(status.toUpperCase(Locale.ROOT)),
                new TemplateVersion(row.getString("template"), row.getString("template_version")),
                row.getString("service"),
                row.getString("team"),
                row.getString("initiator"),
                buildableOrNull,
                kind == null ? null : ScaffoldRun.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                row.getString("repository"),
                row.getString("pull_request"),
                Sql.texts(row, "entity_refs"),
                row.getString("correlation_id"),
                row.getBoolean("has_parameters"));
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(row.getString("source"), row.getString("task_id"));
    }

    private static EventOrder order(ResultSet row) throws SQLException {
        return new EventOrder(Objects.requireNonNull(Sql.instant(row, "at")), row.getString("event_key"));
    }

    private static @Nullable String word(@Nullable Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(Locale.ROOT);
    }
}
