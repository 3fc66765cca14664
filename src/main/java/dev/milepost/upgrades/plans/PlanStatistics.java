package dev.milepost.upgrades.plans;

import dev.milepost.platform.sql.Sql;
import dev.milepost.upgrades.plans.UpgradePlanning.UpgradePlan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Counts upgrade plans and whether they were without conflicts. Nothing about their files is stored. */
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
