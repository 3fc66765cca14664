package dev.milepost.bench;

import java.util.List;

/** The rows of a year of deliveries, made by the database itself. */
final class HistorySql {

    private static final int SERVICES = 1_000;

    private static final String OWNERS = """
            insert into service_history
                (service, valid_from, origin, team, system, domain, tier, risk, template, template_version)
            select 'svc-' || lpad(s::text, 4, '0'), '2000-01-01', 'catalog', 'team-' || lpad((1 + s %% 50)::text, 2, '0'),
                'system-' || s %% 200, 'domain-' || s %% 10, 'tier-2', 'low', 'springboot-service', '2.' || s %% 4 || '.0'
            from generate_series(1, %d) s
            """.formatted(SERVICES);

    private static final String DIMENSIONS = """
            insert into dimension (service, team, system, domain, template, template_version)
            select service, team, system, domain, template, template_version from service_history
            """;

    /** The links below are those of the settings that hold, so the service does not compute them again. */
    private static final String LOCKS = """
            insert into delivery_service (service, settings)
            select service, coalesce((select settings from delivery_settings), '') from service_history
            """;

    /** In order within a service; three in a hundred are followed by an incident before the next. */
    private static final String MADE = """
            create temporary table made as
            select m.*, case when random() < 0.03 then finished_at + random() * gap end as opened_at,
                random() < 0.04 as rework
            from (
                select d.service, d.id as dimension, n::text as deployment_id, gap,
                    now() - interval '365 days' + (n - random()) * gap as finished_at,
                    array(select md5(d.service || '/' || n || '/' || c) || '00000000'
                        from generate_series(1, 4) c) as commits
                from dimension d, generate_series(1, %1$d) n, (select interval '365 days' / %1$d as gap) g
                order by d.service, n) m
            """;

    private static final String DEPLOYMENTS = """
            insert into deployment (service, environment, deployment_id, tier, status, finished_at, commit_sha, commits, kind)
            select service, 'production', deployment_id, 'production', 'success', finished_at, commits[4], commits,
                case when rework then 'hotfix' else 'planned' end
            from made
            """;

    private static final String DEPLOYMENT_LINKS = """
            insert into deployment_link (service, environment, deployment_id, tier, finished_at, dimension, rule,
                anchored_at, rework, known_change, remedy, remedy_of, blamed, remedied_with, remedied_by, remedied_at)
            select service, 'production', deployment_id, 'production', finished_at, dimension, 'explicit',
                finished_at - interval '1 hour', rework, true,
                case when blames then 'hotfix' end, case when blames then before_id end,
                coalesce(opened_at < now(), false),
                case when fixed then 'hotfix' end, case when fixed then after_id end, case when fixed then after_at end
            from (
                select *, rework and finished_at - before_at <= interval '24 hours' as blames,
                    after_rework and after_at - finished_at <= interval '24 hours' as fixed
                from (
                    select made.*, lag(deployment_id) over w as before_id, lag(finished_at) over w as before_at,
                        lead(deployment_id) over w as after_id, lead(finished_at) over w as after_at,
                        lead(rework) over w as after_rework
                    from made
                    window w as (partition by service order by finished_at)) m) m
            """;

    /** Lead times are log-normal around four hours, from minutes to weeks. */
    private static final String DELIVERIES = """
            insert into delivery (service, tier, commit_sha, environment, deployment_id, delivered_at, committed_at,
                lead_micros, dimension, rule)
            select service, 'production', commit_sha, 'production', deployment_id, finished_at,
                finished_at - lead * interval '1 microsecond', lead, dimension, 'explicit'
            from (
                select made.*, commit_sha, round(1e6 * exp(9.5 + 1.5 * random_normal()))::bigint as lead
                from made, unnest(commits) commit_sha) m
            """;

    private static final String CHANGES = """
            insert into change (service, commit_sha, committed_at, event_time, event_key)
            select service, commit_sha, committed_at, committed_at, 'history' from delivery
            """;

    private static final String INCIDENTS = """
            insert into incident (source, incident_id, service, tier, environment, opened_at, resolved_at, deployment_id)
            select '/history', service || '-' || deployment_id, service, 'production', 'production', opened_at,
                case when resolved_at < now() then resolved_at end, deployment_id
            from (
                select made.*, opened_at + interval '1 second' * exp(8.5 + 1.2 * random_normal()) as resolved_at
                from made where opened_at < now()) m
            """;

    private static final String INCIDENT_LINKS = """
            insert into incident_link (source, incident_id, service, tier, dimension, opened_at, resolved_at, rule,
                environment, deployment_id)
            select source, incident_id, service, incident.tier, dimension.id, opened_at, resolved_at, 'deployment',
                environment, deployment_id
            from incident join dimension using (service)
            """;

    private HistorySql() {}

    static List<String> steps(int deployments) {
        return List.of(
                "select setseed(0.5)",
                OWNERS,
                DIMENSIONS,
                LOCKS,
                MADE.formatted(deployments / SERVICES),
                DEPLOYMENTS,
                DEPLOYMENT_LINKS,
                DELIVERIES,
                CHANGES,
                INCIDENTS,
                INCIDENT_LINKS);
    }
}
