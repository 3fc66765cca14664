-- Upgrades: the runs of golden paths, what they rendered, how often upgrade plans were made,
-- their outcomes, and campaigns.

create table scaffold_report (
    identity         uuid             not null,
    source           text collate "C" not null,
    task_id          text collate "C" not null,
    at               timestamptz      not null,
    event_key        text collate "C" not null,
    status           text,
    template         text             not null,
    template_version text,
    service          text,
    team             text,
    initiator        text,
    buildable        boolean,
    kind             text,
    repository       text,
    pull_request     text,
    entity_refs      text[],
    correlation_id   text,
    has_parameters   boolean          not null,
    constraint scaffold_report_pk primary key (identity)
);
comment on table scaffold_report is 'The content of each event about a scaffold run.';
comment on column scaffold_report.event_key is 'The id and source of the event. It orders events with equal times.';
comment on column scaffold_report.status is 'Null for the beginning of a run.';

-- Aggregation: all reports of a run.
create index scaffold_report_by_run on scaffold_report (source, task_id);

create table scaffold_run (
    source             text collate "C" not null,
    task_id            text collate "C" not null,
    revision           integer          not null default 0,
    kind               text             not null default 'create',
    status             text             not null default 'running',
    template           text collate "C" not null default '',
    template_version   text collate "C",
    service            text collate "C",
    team               text,
    initiator          text,
    buildable          boolean,
    started_at         timestamptz,
    completed_at       timestamptz,
    repository         text,
    pull_request       text,
    entity_refs        text[]           not null default '{}',
    correlation_id     text             not null default '',
    parameters_event   uuid,
    parameters_at      timestamptz,
    recorded_at        timestamptz,
    parameters         text,
    lock_digest        text,
    parameters_digest  text,
    rendered_digest    text,
    time_saved_seconds bigint,
    failure            text,
    attempts           integer          not null default 0,
    recordings         integer          not null default 0,
    due_at             timestamptz,
    constraint scaffold_run_pk primary key (source, task_id),
    constraint scaffold_run_parameters check ((parameters_event is null) = (parameters_at is null))
);
comment on table scaffold_run is
    'Scaffold runs, aggregated from their reports. A successful run is recorded as soon as its version is in the '
    'registry: its parameters and what was rendered.';
comment on column scaffold_run.revision is
    'Number of aggregations. The result of a recording is stored only if no aggregation came between.';
comment on column scaffold_run.parameters_event is
    'The identity of the event with the parameter values; parameters_at is its time.';
comment on column scaffold_run.recorded_at is
    'Null until the run is recorded, which sets parameters, the digests and time_saved_seconds.';
comment on column scaffold_run.parameters is 'The values as JSON, without secrets; null if no event had them.';
comment on column scaffold_run.parameters_digest is 'Of all values that the files were rendered with.';
comment on column scaffold_run.rendered_digest is 'Null if the files could not be rendered.';
comment on column scaffold_run.time_saved_seconds is 'Null if the version stated none at that time.';
comment on column scaffold_run.failure is 'Why the run could not be recorded or rendered.';
comment on column scaffold_run.attempts is 'Number of attempts to record it since its last aggregation.';
-- A recording that ends the process must not be begun for ever. Claims are no measure: a run is claimed again and again
-- while it waits for its version.
comment on column scaffold_run.recordings is
    'Number of recordings that were begun since the last aggregation. After a few the run counts as failed.';
comment on column scaffold_run.due_at is 'When the run is to be recorded; null if nothing is to be recorded.';

-- The origin of a service: its latest runs.
create index scaffold_run_by_service on scaffold_run (service, completed_at desc) where service is not null;
-- Adoption: the runs of a golden path in a window.
create index scaffold_run_by_template on scaffold_run (template, (coalesce(completed_at, started_at)));
-- The runs that are due to be recorded.
create index scaffold_run_due on scaffold_run (due_at) where due_at is not null;

create table rendered_base (
    lock_digest       text collate "C" not null,
    parameters_digest text collate "C" not null,
    rendered_digest   text             not null,
    archive           bytea            not null,
    origins           jsonb            not null,
    rendered_at       timestamptz      not null,
    constraint rendered_base_pk primary key (lock_digest, parameters_digest)
);
comment on table rendered_base is
    'The rendered files of runs, once for each lock and parameter values, so that old versions do not have to be '
    'rendered again.';
comment on column rendered_base.archive is 'A tar archive.';
comment on column rendered_base.origins is 'By path: the module and the behaviour of the file.';

create table upgrade_plan_count (
    template     text collate "C" not null,
    to_version   text collate "C" not null,
    service      text collate "C" not null,
    planned_on   date             not null,
    from_version text collate "C" not null,
    clean        bigint           not null,
    conflicted   bigint           not null,
    constraint upgrade_plan_count_pk primary key (template, planned_on, to_version, service, from_version)
);
comment on table upgrade_plan_count is
    'Number of upgrade plans of each day (UTC), service and pair of versions. Nothing about their files is stored.';
comment on column upgrade_plan_count.conflicted is 'Plans with a conflict.';

create table upgrade_plan_summary (
    service          text collate "C" not null,
    template         text collate "C" not null,
    from_version     text collate "C" not null,
    to_version       text collate "C" not null,
    planned_at       timestamptz      not null,
    conflicts        integer          not null,
    conflicted_files integer          not null,
    constraint upgrade_plan_summary_pk primary key (service, template)
);
comment on table upgrade_plan_summary is
    'The last upgrade plan of each service and golden path: how many conflicts it had. Nothing about its files is stored.';

create table service_upgrade (
    service      text collate "C" not null,
    template     text collate "C" not null,
    version      text collate "C" not null,
    state        text,
    state_at     timestamptz,
    state_key    text collate "C",
    repository   text,
    pull_request text,
    offered_at   timestamptz,
    offered_key  text collate "C",
    campaign     text,
    opened_at    timestamptz,
    merged_at    timestamptz,
    declined_at  timestamptz,
    failed_at    timestamptz,
    constraint service_upgrade_pk primary key (service, template, version),
    constraint service_upgrade_state check (state in ('opened', 'merged', 'declined', 'failed')),
    constraint service_upgrade_known check ((state is null) = (state_at is null))
);
comment on table service_upgrade is
    'The upgrades of services to versions of golden paths, a function of the set of their events.';
comment on column service_upgrade.state is
    'What the latest event says, with its pull request; null if the upgrade was only offered.';
comment on column service_upgrade.state_key is 'The id and source of that event. It orders events with equal times.';
comment on column service_upgrade.offered_at is 'The latest offer, which is of the campaign.';
comment on column service_upgrade.opened_at is 'When the first event said so; likewise merged_at, declined_at, failed_at.';

-- Adoption and campaigns: the upgrades to a version.
create index service_upgrade_by_version on service_upgrade (template, version);

create table campaign (
    id              uuid             not null,
    template        text collate "C" not null,
    to_version      text collate "C" not null,
    title           text,
    state           text             not null,
    reason          text,
    changed_by      text             not null,
    changed_at      timestamptz      not null,
    created_by      text             not null,
    created_at      timestamptz      not null,
    starts_at       timestamptz      not null,
    ends_at         timestamptz,
    waves           integer          not null,
    wave_days       integer          not null,
    wave            integer          not null,
    wave_at         timestamptz,
    failed_share    double precision,
    keys_worse_by   double precision,
    keys_days       integer          not null,
    checked_at      timestamptz,
    judged_from     timestamptz      not null,
    revision        integer          not null,
    constraint campaign_pk primary key (id),
    constraint campaign_state check (state in ('running', 'paused', 'stopped', 'ended'))
);
comment on table campaign is 'Campaigns: an upgrade that is offered to services wave by wave.';
comment on column campaign.reason is 'Why it has its state; null if nobody said.';
comment on column campaign.wave is 'The wave that was offered last; 0 before the first.';
comment on column campaign.judged_from is
    'Outcomes before this time stop the campaign no more: when it was created, or resumed after a stop.';
comment on column campaign.revision is 'Version of the row, for optimistic locking by Hibernate.';

-- The campaigns that are to be advanced.
create index campaign_running on campaign (id) where state = 'running';
-- The list of campaigns, newest first.
create index campaign_by_creation on campaign (created_at desc, id desc);

create table campaign_service (
    campaign      uuid             not null,
    service       text collate "C" not null,
    team          text,
    from_version  text collate "C" not null,
    wave          integer          not null,
    offered_at    timestamptz,
    moved_on      boolean          not null default false,
    later_until   timestamptz,
    later_because text,
    later_by      text,
    constraint campaign_service_pk primary key (campaign, service),
    constraint campaign_service_campaign_fk foreign key (campaign) references campaign (id)
);
comment on table campaign_service is 'The services of campaigns, as they were when the campaign was created.';
comment on column campaign_service.offered_at is 'Null before the offer, and while the service wants it later.';
comment on column campaign_service.moved_on is
    'Whether it was not below the version any more when its wave came, or later without an event of its upgrade.';
