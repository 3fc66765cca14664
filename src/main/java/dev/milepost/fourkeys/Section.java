package dev.milepost.fourkeys;

import java.util.Set;

/**
 * A part of what facts tell about a cell {@code c} of one kind of owner: a subquery that is evaluated for each cell. Its
 * first format argument is the condition on the owner, its others how spans become a column of samples.
 */
enum Section {
    DEPLOYMENTS("""
            select count(*) as deployments,
                count(*) filter (where rework) as rework,
                count(*) filter (where failed) as failed,
                count(*) filter (where not known_change) as without_known_change,
                array_agg(distinct width_bucket(finished_at, asked.day_starts)) as days
            from deployment_link x
            where %1$s and x.tier = asked.tier and finished_at >= c.starts and finished_at < c.ends
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
            where %1$s and x.tier = asked.tier and delivered_at >= c.starts and delivered_at < c.ends
            """),
    RESTORES("""
            select count(*) filter (where micros >= 0) as resolved,
                count(*) filter (where micros < 0) as left_out,
                coalesce(sum(micros) filter (where micros >= 0), 0) as restore_micros,
                %3$s filter (where micros >= 0) as restore_samples
            from (
                select round(date_part('epoch', resolved_at - opened_at) * 1000000)::bigint as micros
                from incident_link x
                where %1$s and x.tier = asked.tier and resolved_at >= c.starts and resolved_at < c.ends
            ) resolved
            """),
    RECOVERIES("""
            select count(*) as recovered,
                coalesce(sum(micros), 0) as recovery_micros,
                %3$s as recovery_samples
            from (
                select round(date_part('epoch', resolved_at - opened_at) * 1000000)::bigint as micros
                from incident_link x
                where %1$s and x.tier = asked.tier and resolved_at >= c.starts and resolved_at < c.ends
                and resolved_at >= opened_at and deployment_id is not null
            ) recovered
            """),
    OPENINGS("""
            select count(*) as opened, count(*) filter (where rule is null) as unattributed
            from incident_link x
            where %1$s and x.tier = asked.tier and opened_at >= c.starts and opened_at < c.ends
            and (resolved_at is null or resolved_at >= opened_at)
            """),
    /** In two counts, each along an index. */
    OPEN("""
            select (select count(*) from incident_link x
                    where %1$s and x.tier = asked.tier and resolved_at is null and opened_at < c.ends)
                + (select count(*) from incident_link x
                    where %1$s and x.tier = asked.tier and resolved_at >= c.ends and opened_at < c.ends) as open
            """);

    static final Set<Section> COUNTED = Set.of(DEPLOYMENTS, CHANGES, RESTORES, RECOVERIES, OPENINGS);

    private final String subquery;

    Section(String subquery) {
        this.subquery = subquery;
    }

    String subquery(Part.Owners owners, Samples samples) {
        return subquery.formatted(owners.condition(), samples.of("lead_micros"), samples.of("micros"));
    }

    /** What becomes of spans. */
    enum Samples {
        /** Each of them, to be merged with others. */
        ALL("array_agg(%s)"),
        /** The quantiles, exactly; fewer bytes than the spans themselves. */
        QUANTILES("percentile_cont(array[0.5, 0.75, 0.9, 0.95]) within group (order by %s)");

        private final String aggregate;

        Samples(String aggregate) {
            this.aggregate = aggregate;
        }

        private String of(String column) {
            return aggregate.formatted(column);
        }
    }
}
