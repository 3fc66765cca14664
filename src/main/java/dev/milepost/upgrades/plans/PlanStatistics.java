package dev.milepost.upgrades.plans;

import dev.milepost.platform.sql.Sql;
import dev.milepost.upgrades.merging.MergedFile;
import dev.milepost.upgrades.plans.UpgradePlanning.UpgradePlan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Counts upgrade plans and whether they were without conflicts, and keeps the number of conflicts of the last one. Nothing
 * about their files is stored.
 */
@ApplicationScoped
public class PlanStatistics {

    private final Sql sql;
    private final Clock clock;

    PlanStatistics(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * The plans with a target version.
     *
     * @param conflicted the number of plans with a conflict
     * @param services the number of services with such a plan
     */
    public record PlanTotals(String version, long clean, long conflicted, long services) {}

    /** The last plan of a service for a golden path. */
    public record PlanSummary(
            String template, String from, String to, Instant plannedAt, int conflicts, int conflictedFiles) {}

    @Transactional
    void count(UpgradePlan plan) {
        if (plan.path().crossed().isEmpty()) {
            return;
        }
        boolean conflicted = plan.merged().files().stream().anyMatch(file -> file.conflicts() > 0);
        sql.update(
                """
                insert into upgrade_plan_count as c
                    (template, to_version, service, planned_on, from_version, clean, conflicted)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict on constraint upgrade_plan_count_pk do update set
                    clean = c.clean + excluded.clean, conflicted = c.conflicted + excluded.conflicted
                """,
                plan.template(),
                plan.path().to().version().toString(),
                plan.service(),
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                plan.path().from().version().toString(),
                conflicted ? 0L : 1L,
                conflicted ? 1L : 0L);
        sql.update(
                """
                insert into upgrade_plan_summary as s
                    (service, template, from_version, to_version, planned_at, conflicts, conflicted_files)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict on constraint upgrade_plan_summary_pk do update set
                    from_version = excluded.from_version, to_version = excluded.to_version,
                    planned_at = excluded.planned_at, conflicts = excluded.conflicts,
                    conflicted_files = excluded.conflicted_files
                where s.planned_at <= excluded.planned_at
                """,
                plan.service(),
                plan.template(),
                plan.path().from().version().toString(),
                plan.path().to().version().toString(),
                clock.instant(),
                plan.merged().files().stream().mapToInt(MergedFile::conflicts).sum(),
                (int) plan.merged().files().stream()
                        .filter(file -> file.conflicts() > 0)
                        .count());
    }

    /** Returns the last plan of each service for its golden path, by service. */
    public Map<String, List<PlanSummary>> findLast(Collection<String> services) {
        var found = new HashMap<String, List<PlanSummary>>();
        sql.query(
                """
                select service, template, from_version, to_version, planned_at, conflicts, conflicted_files
                from upgrade_plan_summary
                where service = any (?::text[])
                """,
                row -> found.computeIfAbsent(row.getString("service"), service -> new ArrayList<>())
                        .add(new PlanSummary(
                                row.getString("template"),
                                row.getString("from_version"),
                                row.getString("to_version"),
                                Objects.requireNonNull(Sql.instant(row, "planned_at")),
                                row.getInt("conflicts"),
                                row.getInt("conflicted_files"))),
                services);
        return found;
    }

    /** Returns totals by version, for the days in UTC that the window overlaps. */
    public List<PlanTotals> find(String template, Instant from, Instant to) {
        return sql.query(
                """
                select to_version, sum(clean) as clean, sum(conflicted) as conflicted, count(distinct service) as services
                from upgrade_plan_count
                where template = ? and planned_on >= ? and planned_on < ?
                group by to_version
                """,
                row -> new PlanTotals(
                        row.getString("to_version"),
                        row.getLong("clean"),
                        row.getLong("conflicted"),
                        row.getLong("services")),
                template,
                LocalDate.ofInstant(from, ZoneOffset.UTC),
                LocalDate.ofInstant(to.minusNanos(1000), ZoneOffset.UTC).plusDays(1));
    }
}
