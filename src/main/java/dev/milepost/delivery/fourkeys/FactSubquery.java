package dev.milepost.delivery.fourkeys;

import java.util.Set;

/**
 * A subquery that counts one kind of facts, evaluated for each count query {@code c}. Its format arguments are the
 * condition on the lookup key, two aggregates that turn durations into a column of samples, and the conditions and
 * expressions on the times of facts.
 */
enum FactSubquery {
    DEPLOYMENTS("""
            select count(*) as deployments,
                count(*) filter (where rework) as rework,
                count(*) filter (where failed_by is not null) as failed,
                count(*) filter (where failed_by = 'rollback') as failed_by_rollback,
                count(*) filter (where failed_by = 'hotfix') as failed_by_hotfix,
                count(*) filter (where not known_change) as without_known_change,
                array_agg(distinct width_bucket(finished_at, asked.day_starts)) as days
            from deployment_link x
            where %1$s and x.tier = asked.tier and %4$s
            """),
    CHANGES("""
            select count(*) filter (where lead_micros >= 0) as changes,
                count(*) filter (where lead_micros < 0) as negative,
                count(*) filter (where lead_micros >= 0 and rule = 'explicit') as explicit,
                count(*) filter (where lead_micros >= 0 and rule = 'ancestry') as ancestry,
                count(*) filter (where lead_micros >= 0 and rule = 'window') as in_window,
                count(*) filter (where lead_micros >= 0 and rule = 'head') as head,
                coalesce(sum(lead_micros) filter (where lead_micros >= 0), 0) as lead_micros,
                %2$s filter (where lead_micros >= 0) as lead_samples
            from delivery x
            where %12$s and x.tier = asked.tier and %5$s
            """),
    /**
     * Incidents that are attributed to a deployment are recoveries too. So are deployments that failed by a rollback or
     * hotfix alone.
     */
    RESTORES("""
            select count(*) filter (where micros >= 0 and incident) as resolved,
                count(*) filter (where micros < 0) as left_out,
                coalesce(sum(micros) filter (where micros >= 0 and incident), 0) as restore_micros,
                %3$s filter (where micros >= 0 and incident) as restore_samples,
                count(*) filter (where micros >= 0 and blames) as recovered,
                coalesce(sum(micros) filter (where micros >= 0 and blames), 0) as recovery_micros,
                %3$s filter (where micros >= 0 and blames) as recovery_samples
            from (
                select round(date_part('epoch', resolved_at - opened_at) * 1000000)::bigint as micros,
                    deployment_id is not null as blames, true as incident
                from incident_link x
                where %1$s and x.tier = asked.tier and %6$s
                union all
                select round(date_part('epoch', remedied_at - finished_at) * 1000000)::bigint, true, false
                from deployment_link x
                where %1$s and x.tier = asked.tier and %11$s and remedied_at is not null and not blamed
            ) resolved
            """),
    OPENINGS("""
            select count(*) as opened, count(*) filter (where rule is null) as unattributed
            from incident_link x
            where %1$s and x.tier = asked.tier and %7$s
            and (resolved_at is null or resolved_at >= opened_at)
            """),
    /** Two counts, so that each uses an index. */
    OPEN("""
            select (select count(*) from incident_link x
                    where %1$s and x.tier = asked.tier and resolved_at is null and %8$s < %10$s)
                + (select count(*) from incident_link x
                    where %1$s and x.tier = asked.tier and %9$s >= %10$s and %8$s < %10$s) as open
            """);

    static final Set<FactSubquery> SUMMABLE = Set.of(DEPLOYMENTS, CHANGES, RESTORES, OPENINGS);

    private final String subquery;

    FactSubquery(String subquery) {
        this.subquery = subquery;
    }

    String subquery(FactSelection.FactLookup owners, DurationAggregate samples) {
        return subquery.formatted(
                owners.condition(),
                samples.of("lead_micros"),
                samples.of("micros"),
                inWindow(owners, "x.finished_at"),
                inWindow(owners, "x.delivered_at"),
                inWindow(owners, "x.resolved_at"),
                inWindow(owners, "x.opened_at"),
                owners.timeExpression("x.opened_at"),
                owners.timeExpression("x.resolved_at"),
                owners.timeExpression("c.ends"),
                inWindow(owners, "x.remedied_at"),
                owners.deliveryCondition());
    }

    private static String inWindow(FactSelection.FactLookup owners, String moment) {
        return owners.betweenCondition(moment, "c.starts", "c.ends");
    }

    /** How durations are aggregated. */
    enum DurationAggregate {
        /** All durations, to be merged with others. */
        ALL("array_agg(%s)"),
        /** The exact quantiles only, which take fewer bytes than the durations. */
        QUANTILES("percentile_cont(array[0.5, 0.75, 0.9, 0.95]) within group (order by %s)");

        private final String aggregate;

        DurationAggregate(String aggregate) {
            this.aggregate = aggregate;
        }

        private String of(String column) {
            return aggregate.formatted(column);
        }
    }
}
