-- Delivery: facts of changes, deployments and incidents, the links between them, and rollups.

-- The rows of a service are found by time, and single ones by their commit. The planner must not mix these up: while a table is
-- small, or was when it was analyzed, both indexes have equal costs, and a search by time for each commit reads the whole
-- history of the service for each. So one of two such indexes has the collation "POSIX", which orders as "C" does. A query can
-- use it only if it compares by that collation, and then it can use no other. A third one over changes has "ucs_basic", which orders
-- so too.

-- Facts. Deployments and incidents are aggregated from reports, one row an event, so that they are functions of the set of
-- their events.

create table change (
    service      text collate "C" not null,
    commit_sha   text collate "C" not null,
    committed_at timestamptz      not null,
    parent_shas  text[],
    merge        boolean          not null default false,
    event_time   timestamptz      not null,
    event_key    text collate "C" not null,
    constraint change_pk primary key (service, commit_sha)
);
comment on table change is 'Changes: one commit of one service, described by its earliest event alone.';
comment on column change.parent_shas is
    'Null if the producer did not send them; empty for the first commit of a repository.';
comment on column change.merge is 'Whether it has two or more parents, or its producer calls it a merge.';
comment on column change.event_time is 'The time of the event that describes the change.';
comment on column change.event_key is 'The id and source of that event. It orders events with equal times.';

-- Rule window: the changes of a service between the commit times of two heads. How many were committed in a window is
-- counted from the index alone.
create index change_by_time on change (service collate "POSIX", committed_at) include (merge);

create function is_abbreviated(commit text) returns boolean
    language sql immutable parallel safe
    return length(commit) between 7 and 39 and commit ~ '^[0-9a-f]+$';
comment on function is_abbreviated(text) is 'Whether a commit is named by the first digits of its SHA.';

create function is_full_sha(commit text) returns boolean
    language sql immutable parallel safe
    return length(commit) in (40, 64) and commit ~ '^[0-9a-f]+$';
comment on function is_full_sha(text) is 'Whether a commit is named by all digits of its SHA.';

-- The changes that an abbreviated commit can mean. In the primary key any number of other names may lie between them.
create index change_by_sha on change (service collate "ucs_basic", commit_sha) where is_full_sha(commit_sha);

create function only_change(of_service text, first_digits text) returns text
    language sql stable parallel safe
    return (
        select min(commit_sha)
        from (
            select commit_sha from change
            where service = of_service collate "ucs_basic" and is_full_sha(commit_sha)
                and commit_sha >= first_digits and commit_sha < first_digits || 'g'
            order by commit_sha
            limit 2
        ) as candidate
        where not exists (select from change where service = of_service and commit_sha = first_digits)
        having count(*) = 1);
comment on function only_change(text, text) is
    'The only change of the service with a full SHA that begins so; null if none or several do, or a change has this name.';

-- Apart from the query, so that the planner inlines it: nearly all commits are whole.
create function full_commit(of_service text, named text) returns text
    language sql stable parallel safe
    return case when is_abbreviated(named) then coalesce(only_change(of_service, named), named) else named end;
comment on function full_commit(text, text) is
    'The only change of a service that begins as an abbreviated commit does, else the commit as it is named.';

create table build (
    service    text collate "C" not null,
    artifact   uuid             not null,
    commit_sha text collate "C" not null,
    event_time timestamptz      not null,
    event_key  text collate "C" not null,
    constraint build_pk primary key (service, artifact)
);
comment on table build is 'The commit of each artifact: that of the earliest completed build which names both.';
comment on column build.artifact is 'Hash of the artifact, which can be too long for an index.';

-- The builds that name a commit by its first digits, when the change arrives.
create index build_by_abbreviation on build (service collate "POSIX", commit_sha)
    where is_abbreviated(commit_sha);

create table pull_request_report (
    service         text collate "C" not null,
    pull_request    uuid             not null,
    identity        uuid             not null,
    event_time      timestamptz      not null,
    event_key       text collate "C" not null,
    commit_sha      text collate "C",
    commits         text[],
    first_commit_at timestamptz,
    opened_at       timestamptz,
    first_review_at timestamptz,
    approved_at     timestamptz,
    constraint pull_request_report_pk primary key (service, pull_request, identity)
);
comment on table pull_request_report is 'The content of each event about a merged pull request.';
comment on column pull_request_report.pull_request is 'Hash of the repository and the number, which can be too long for an index.';
comment on column pull_request_report.event_time is 'The time of the event; event_key is its id and source.';

create table pull_request (
    service         text collate "C" not null,
    pull_request    uuid             not null,
    merged_at       timestamptz      not null,
    event_key       text collate "C" not null,
    commit_sha      text collate "C",
    first_commit_at timestamptz,
    opened_at       timestamptz,
    first_review_at timestamptz,
    approved_at     timestamptz,
    constraint pull_request_pk primary key (service, pull_request)
);
comment on table pull_request is 'Merged pull requests, aggregated from their reports. Each field but the first is the latest.';
comment on column pull_request.merged_at is 'The time of the earliest event; event_key is its id and source.';

create table merged_commit (
    service      text collate "C" not null,
    commit_sha   text collate "C" not null,
    pull_request uuid             not null,
    constraint merged_commit_pk primary key (service, commit_sha, pull_request)
);
comment on table merged_commit is 'The commits of pull requests: those that they brought and that of the merge.';

-- The commits of a pull request, when another event about it arrives.
create index merged_commit_by_pull_request on merged_commit (service, pull_request);

create table deployment_report (
    service          text collate "C" not null,
    environment      text collate "C" not null,
    deployment_id    text collate "C" not null,
    identity         uuid             not null,
    event_time       timestamptz      not null,
    event_key        text collate "C" not null,
    status           text,
    commit_sha       text collate "C",
    commits          text[],
    kind             text,
    artifact         uuid,
    event_tier       text,
    template         text,
    template_version text,
    constraint deployment_report_pk primary key (service, deployment_id, environment, identity),
    constraint deployment_report_status check (status in ('success', 'failure', 'cancelled'))
);
comment on table deployment_report is 'The content of each event about a deployment.';
comment on column deployment_report.event_time is 'The time of the event; event_key is its id and source.';
comment on column deployment_report.status is 'Null for a start.';

-- The primary key has the environment last: it also finds the deployment that an incident names without an environment.
create table deployment (
    service          text collate "C" not null,
    environment      text collate "C" not null,
    deployment_id    text collate "C" not null,
    tier             text             not null,
    status           text,
    finished_at      timestamptz,
    commit_sha       text collate "C",
    commits          text[],
    kind             text,
    artifact         uuid,
    event_tier       text,
    template         text,
    template_version text,
    constraint deployment_pk primary key (service, deployment_id, environment),
    constraint deployment_finished check ((status is null) = (finished_at is null))
);
comment on table deployment is 'Deployments, aggregated from their reports.';
comment on column deployment.status is 'Null until a report of completion; so is finished_at.';
comment on column deployment.commit_sha is 'The head: the commit that the events name, else that of the build of artifact.';
comment on column deployment.artifact is
    'Hash of the artifact if the head is that of its build; null if an event names the commit.';
comment on column deployment.event_tier is 'The tier that the events name. It goes before that of the name; tier is it then.';
comment on column deployment.commits is 'All commits that it delivers; null if the producer did not send them.';

create table abbreviated_commit (
    service       text collate "C" not null,
    environment   text collate "C" not null,
    deployment_id text collate "C" not null,
    commit_sha    text collate "C" not null,
    constraint abbreviated_commit_pk primary key (service, environment, deployment_id, commit_sha),
    constraint abbreviated_commit_abbreviated check (is_abbreviated(commit_sha))
);
comment on table abbreviated_commit is
    'The commits that events of deployments name by their first digits. The deployment has the full commit once it is known.';
-- The deployments that name a commit by its first digits, when the change arrives.
create index abbreviated_commit_by_name on abbreviated_commit (service collate "POSIX", commit_sha);

-- The chain of successful deployments of a service and tier, and its end.
create index deployment_by_finish on deployment (service, tier, finished_at) where status = 'success';
-- Deployments to production of all services, newest first: those without an approving decision.
create index deployment_to_production on deployment (finished_at, service, deployment_id, environment)
    where status = 'success' and tier = 'production';
-- The deployments whose head is that of a build, when the build arrives.
create index deployment_by_artifact on deployment (service, artifact) where artifact is not null;
-- Whether a head was deployed before, and the deployments of a commit that an incident names.
create index deployment_by_head on deployment (service collate "POSIX", commit_sha) where status = 'success';

create table incident_report (
    source        text collate "C" not null,
    incident_id   text collate "C" not null,
    identity      uuid             not null,
    event_time    timestamptz      not null,
    event_key     text collate "C" not null,
    action        text             not null,
    service       text collate "C" not null,
    environment   text collate "C",
    deployment_id text collate "C",
    commit_sha    text collate "C",
    cause         text,
    severity      text,
    event_tier    text,
    merged_into   text,
    constraint incident_report_pk primary key (source, incident_id, identity),
    constraint incident_report_action check (action in ('opened', 'resolved', 'reopened'))
);
comment on table incident_report is 'The content of each event about an incident.';
comment on column incident_report.event_time is 'The time of the event; event_key is its id and source.';

create table incident (
    source        text collate "C" not null,
    incident_id   text collate "C" not null,
    service       text collate "C" not null,
    tier          text             not null,
    environment   text collate "C",
    opened_at     timestamptz,
    resolved_at   timestamptz,
    deployment_id text collate "C",
    commit_sha    text collate "C",
    cause         text,
    severity      text,
    event_tier    text,
    merged_into   text,
    constraint incident_pk primary key (source, incident_id)
);
comment on table incident is 'Incidents, aggregated from their reports.';
comment on column incident.environment is 'Null if no event names one; the tier is then production.';
comment on column incident.opened_at is
    'Null while only the resolution is known. The incident is not counted until then.';
comment on column incident.resolved_at is 'Null while the incident is open.';
comment on column incident.event_tier is 'The tier that the events name; see deployment.event_tier.';
comment on column incident.merged_into is 'The incident that this one is part of. It then counts nowhere.';

-- The incidents that name a commit by its first digits, when the change arrives.
create index incident_by_abbreviation on incident (service collate "POSIX", commit_sha)
    where is_abbreviated(commit_sha);
-- The incidents that can be attributed to deployments from a moment on.
create index incident_by_opening on incident (service, opened_at);
-- The incidents that name a deployment, whenever they were opened.
create index incident_by_deployment on incident (service, deployment_id) where deployment_id is not null;

-- Recomputation.

create table delivery_service (
    service  text collate "C" not null,
    settings text             not null default '',
    constraint delivery_service_pk primary key (service)
);
comment on table delivery_service is
    'The services with facts. The row of a service is the lock for the recomputation of its links. Nothing else '
    'updates it.';
comment on column delivery_service.settings is
    'Hash of the settings that its links were made with. If these are others than delivery_settings, the service is '
    'recomputed from the beginning.';

-- Whether any service has other settings.
create index delivery_service_by_settings on delivery_service (settings, service);

create table delivery_settings (
    one      boolean     not null default true,
    settings text        not null,
    seen_at  timestamptz not null,
    constraint delivery_settings_pk primary key (one),
    constraint delivery_settings_one check (one)
);
comment on table delivery_settings is
    'The settings that links are made with: those of the replica that started last, as long as it or another with the '
    'same settings runs.';
comment on column delivery_settings.seen_at is 'When a replica with these settings last confirmed them.';

create table recomputation_request (
    id               bigint generated always as identity,
    service          text collate "C" not null,
    since            timestamptz,
    commits          text[]           not null default '{}',
    artifacts        text[]           not null default '{}',
    incident_sources text[]           not null default '{}',
    incident_ids     text[]           not null default '{}',
    events           integer          not null,
    requested_at     timestamptz      not null default now(),
    constraint recomputation_request_pk primary key (id)
);
comment on table recomputation_request is
    'Recomputation requests. Projection only appends, so it never waits for recomputation, which deletes the requests '
    'that it has read.';
comment on column recomputation_request.since is
    'Deployments from this time on are linked again; null if only the listed changes and incidents are affected.';
comment on column recomputation_request.commits is
    'Changes that arrived. Which deployments awaited them is read later, under the lock of the service.';
comment on column recomputation_request.artifacts is 'Hashes of the artifacts whose build arrived or has another commit now.';
comment on column recomputation_request.incident_sources is 'Sources of the affected incidents, parallel to incident_ids.';
comment on column recomputation_request.events is 'Number of events behind the request, for the lag of the pipeline.';

-- The requests of a service.
create index recomputation_request_by_service on recomputation_request (service);

create table recomputation_attempt (
    service  text collate "C" not null,
    attempts integer          not null,
    retry_at timestamptz      not null,
    constraint recomputation_attempt_pk primary key (service),
    constraint recomputation_attempt_attempts check (attempts > 0)
);
comment on table recomputation_attempt is
    'Recomputations that were begun and have not succeeded. A row is committed before the recomputation, so it stays '
    'if the process dies, and is deleted by the recomputation that succeeds.';
comment on column recomputation_attempt.retry_at is 'When the service is recomputed again, alone.';

-- Links. They are derived from the facts by the rules of four-keys/1 and can be deleted and computed again at any time.
--
-- The links have no foreign key to dimension: only recomputation writes them, with ids that it has just read or inserted,
-- and nothing deletes a dimension. The check cost 3 µs a link.

create table dimension (
    id               integer generated always as identity,
    service          text collate "C" not null,
    team             text,
    system           text,
    domain           text,
    template         text,
    template_version text,
    constraint dimension_pk primary key (id),
    constraint dimension_key unique nulls not distinct (service, team, system, domain, template, template_version)
);
comment on table dimension is 'Service, team, system, domain and template at the time of a fact.';

create table deployment_link (
    service       text collate "C" not null,
    environment   text collate "C" not null,
    deployment_id text collate "C" not null,
    tier          text             not null,
    finished_at   timestamptz      not null,
    dimension     integer          not null,
    rule          text,
    window_after  timestamptz,
    window_until  timestamptz,
    anchored_at   timestamptz,
    rework        boolean          not null,
    known_change  boolean          not null,
    remedy        text,
    remedy_of     text collate "C",
    blamed        boolean          not null,
    remedied_with text,
    remedied_by   text collate "C",
    remedied_at   timestamptz,
    failed_by     text generated always as (case when blamed then 'incident' else remedied_with end) stored,
    constraint deployment_link_pk primary key (service, environment, deployment_id),
    constraint deployment_link_remedy check (remedy in ('rollback', 'hotfix') and (remedy is null) = (remedy_of is null)),
    constraint deployment_link_remedied check (
        (remedied_with is null) = (remedied_at is null) and (remedied_with is null) = (remedied_by is null))
);
comment on table deployment_link is 'The successful deployments in the chains of services and tiers.';
comment on column deployment_link.rule is
    'How the changes that it delivers were found: explicit, ancestry, window or head; null if its head was delivered '
    'before.';
comment on column deployment_link.window_after is
    'With window_until, the commit times (after, until] of rule window; null for other rules.';
comment on column deployment_link.anchored_at is
    'The commit time of the latest head in this environment, up to this deployment, whose change is known. Rule '
    'window of the next deployment begins there.';
comment on column deployment_link.remedy is
    'rollback or hotfix if it is one and blames the earlier deployment remedy_of of the same environment; else null.';
comment on column deployment_link.blamed is 'Whether an incident is attributed to it.';
comment on column deployment_link.remedied_with is
    'rollback if a rollback blames it, hotfix if only hotfixes do; null if none does or these do not count.';
comment on column deployment_link.remedied_by is 'The earliest of these.';
comment on column deployment_link.remedied_at is 'When the earliest rollback or hotfix that blames it finished.';
comment on column deployment_link.failed_by is 'incident, rollback or hotfix; null if it did not fail.';
comment on column deployment_link.known_change is 'Whether a change is stored for any of the commits that it names.';

-- Recomputation from a moment on, and questions about one service.
create index deployment_link_by_service on deployment_link (service, tier, finished_at);
-- Questions about some dimensions, such as those of a team or a template.
create index deployment_link_by_dimension on deployment_link (dimension, tier, finished_at);
-- Late changes: the deployments whose window contains their commit time.
create index deployment_link_by_window on deployment_link (service, window_until) where window_until is not null;

-- The rollbacks and hotfixes that blame a deployment.
create index deployment_link_by_remedy on deployment_link (service, environment, remedy_of) where remedy_of is not null;
-- Recovery by rollback or hotfix, by service and by dimension.
create index deployment_link_recovered_by_service on deployment_link (service, tier, remedied_at)
    where remedied_at is not null and not blamed;
create index deployment_link_recovered_by_dimension on deployment_link (dimension, tier, remedied_at)
    where remedied_at is not null and not blamed;

create table delivery (
    service       text collate "C" not null,
    tier          text             not null,
    commit_sha    text collate "C" not null,
    environment   text collate "C" not null,
    deployment_id text collate "C" not null,
    delivered_at  timestamptz      not null,
    committed_at  timestamptz      not null,
    lead_micros   bigint           not null,
    dimension     integer          not null,
    rule          text             not null,
    constraint delivery_pk primary key (service, commit_sha, tier)
);
comment on table delivery is 'The changes that reached a tier, each with the one deployment that delivered it.';
comment on column delivery.lead_micros is
    'delivered_at - committed_at in microseconds. Negative ones are counted and left out of the lead time.';

-- Recomputation from a moment on. The primary key has the tier last: it also finds a commit in all tiers.
create index delivery_by_service on delivery (service collate "POSIX", delivered_at);
-- Questions about some dimensions, answered from the index alone.
create index delivery_by_dimension on delivery (dimension, tier, delivered_at) include (lead_micros, rule);

create table reached_commit (
    service    text collate "C" not null,
    tier       text             not null,
    commit_sha text collate "C" not null,
    reached_at timestamptz      not null,
    constraint reached_commit_pk primary key (service, commit_sha, tier)
);
comment on table reached_commit is
    'The commits with known parents that are reachable from a deployed head, and since when. Rule ancestry stops at '
    'them.';

-- Recomputation from a moment on.
create index reached_commit_by_time on reached_commit (service collate "POSIX", reached_at);

create table awaited_change (
    service    text collate "C" not null,
    tier       text             not null,
    commit_sha text collate "C" not null,
    since      timestamptz      not null,
    constraint awaited_change_pk primary key (service, commit_sha, tier)
);
comment on table awaited_change is
    'The commits whose change a deployment looked for and did not find. When the change arrives, the chain is '
    'recomputed from that deployment on.';
comment on column awaited_change.since is 'The first deployment that looked for it.';

-- Recomputation from a moment on.
create index awaited_change_by_time on awaited_change (service collate "POSIX", since);

-- The primary key begins with the service, because each service has its own links: an incident that moves leaves the links
-- of one service and enters those of another.
create table incident_link (
    source        text collate "C" not null,
    incident_id   text collate "C" not null,
    service       text collate "C" not null,
    tier          text             not null,
    dimension     integer          not null,
    opened_at     timestamptz      not null,
    resolved_at   timestamptz,
    rule          text,
    environment   text collate "C",
    deployment_id text collate "C",
    constraint incident_link_pk primary key (service, source, incident_id),
    constraint incident_link_attribution check ((coalesce(rule, 'external') = 'external') = (deployment_id is null))
);
comment on table incident_link is 'The opened incidents, each with the deployment that it is attributed to.';
comment on column incident_link.rule is
    'How the deployment was found: deployment, commit or window; external if the cause is external; null if no rule '
    'applied.';

-- Recomputation from a moment on, and questions about one service.
create index incident_link_by_service on incident_link (service, tier, opened_at);
-- The incidents that are attributed to a deployment.
create index incident_link_by_deployment on incident_link (service, environment, deployment_id)
    where deployment_id is not null;
-- Time to restore of some dimensions, answered from the index alone.
create index incident_link_resolved_by_dimension on incident_link (dimension, tier, resolved_at)
    include (opened_at, deployment_id);
-- Incidents of some dimensions that were opened at the edges of a window, outside of its whole days.
create index incident_link_opened_by_dimension on incident_link (dimension, tier, opened_at);

-- Questions about the whole organisation use these indexes by time alone, and ask in the same form: without time zone. So
-- the planner never takes them for questions about one service or team. The plan of a prepared statement can only estimate
-- the length of a window; with an estimate that was too short it read the facts of all services to find those of one. The
-- plain time is included, because an index over an expression is read without its table only if it also contains the column.
create index deployment_link_of_all on deployment_link (tier, (finished_at at time zone 'UTC'));
create index deployment_link_recovered_of_all on deployment_link (tier, (remedied_at at time zone 'UTC'))
    where remedied_at is not null and not blamed;
create index delivery_of_all on delivery (tier, (delivered_at at time zone 'UTC'))
    include (delivered_at, lead_micros, rule);
create index incident_link_resolved_of_all on incident_link (tier, (resolved_at at time zone 'UTC'))
    include (resolved_at, opened_at, deployment_id);
create index incident_link_opened_of_all on incident_link (tier, (opened_at at time zone 'UTC'));

-- Rollups, derived from the links.

create table delivery_rollup (
    scope                            text    not null,
    key                              text    not null,
    tier                             text    not null,
    period                           text    not null,
    starts_on                        date    not null,
    deployments                      integer not null default 0,
    rework                           integer not null default 0,
    failed                           integer not null default 0,
    failed_by_rollback               integer not null default 0,
    failed_by_hotfix                 integer not null default 0,
    deployments_without_known_change integer not null default 0,
    changes                          integer not null default 0,
    negative                         integer not null default 0,
    explicit                         integer not null default 0,
    ancestry                         integer not null default 0,
    in_window                        integer not null default 0,
    head                             integer not null default 0,
    lead_micros                      numeric not null default 0,
    lead_sample                      bytea,
    opened                           integer not null default 0,
    unattributed                     integer not null default 0,
    resolved                         integer not null default 0,
    left_out                         integer not null default 0,
    restore_micros                   numeric not null default 0,
    restore_sample                   bytea,
    recovered                        integer not null default 0,
    recovery_micros                  numeric not null default 0,
    recovery_sample                  bytea,
    constraint delivery_rollup_pk primary key (scope, key, tier, period, starts_on),
    constraint delivery_rollup_period check (period in ('day', 'month'))
);
comment on table delivery_rollup is
    'Counts and sketches of durations of one day or month (UTC) of one scope in one tier.';
comment on column delivery_rollup.scope is 'organisation, service, team, system, domain, template or template_version.';
comment on column delivery_rollup.key is
    'Empty for the organisation, name@version for a template_version, else the name.';
comment on column delivery_rollup.deployments is
    'By when the deployment finished; so are rework, failed, its parts and deployments_without_known_change.';
comment on column delivery_rollup.changes is
    'By when the delivering deployment finished; so are negative and the counts by rule. Without changes of negative '
    'lead time.';
comment on column delivery_rollup.negative is 'Changes of negative lead time.';
comment on column delivery_rollup.explicit is 'Changes by rule explicit; ancestry, in_window and head likewise.';
comment on column delivery_rollup.lead_sample is 'Sketch of the lead times in microseconds.';
comment on column delivery_rollup.opened is
    'By when the incident was opened; so is unattributed. Without incidents that were resolved before they were '
    'opened.';
comment on column delivery_rollup.unattributed is 'Incidents without a deployment or an external cause.';
comment on column delivery_rollup.resolved is 'By when the incident was resolved; so is left_out.';
comment on column delivery_rollup.left_out is 'Incidents that were resolved before they were opened.';
comment on column delivery_rollup.recovered is
    'Resolved incidents that are attributed to a deployment, and deployments that failed by a rollback or hotfix alone, '
    'by when the earliest of these finished.';

-- The environments: distinct names and tiers are found one by one, each with its latest deployments.
create index deployment_by_environment on deployment (environment, tier, finished_at);
