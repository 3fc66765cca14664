-- Runs of golden paths: what scaffolding told, and what was recorded of it.

-- One row an event.
create table scaffold_report (
    identity         uuid             not null,
    source           text collate "C" not null,
    task_id          text collate "C" not null,
    at               timestamptz      not null,
    said             text collate "C" not null,   -- decides between events of one moment
    status           text,                        -- null of the beginning
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

-- Serves folding: all that was said of a run.
create index scaffold_report_by_run on scaffold_report (source, task_id);

-- One row a run, folded from its reports.
create table scaffold_run (
    source             text collate "C" not null,
    task_id            text collate "C" not null,
    revision           integer          not null default 0, -- counts the foldings
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
    -- The event that has the values that the template was filled in with, and its time.
    parameters_in      uuid,
    parameters_at      timestamptz,
    -- Recorded once the version is known to the registry: what of it lasts, and may.
    recorded_at        timestamptz,
    parameters         text,                                -- JSON without secrets; null where none were told
    lock_digest        text,
    parameters_digest  text,                                -- of all that its files were rendered with
    rendered_digest    text,                                -- null where it could not be rendered
    time_saved_seconds bigint,                              -- null where the version stated none then
    failure            text,                                -- why it could not be rendered
    attempts           integer          not null default 0,
    due_at             timestamptz,                         -- when it is to be recorded; null where nothing is to be done
    constraint scaffold_run_pk primary key (source, task_id),
    constraint scaffold_run_parameters_told check ((parameters_in is null) = (parameters_at is null))
);

-- Serves where a service comes from: its latest runs.
create index scaffold_run_by_service on scaffold_run (service, completed_at desc) where service is not null;
-- Serves adoption: the runs of a golden path in a window.
create index scaffold_run_by_template on scaffold_run (template, (coalesce(completed_at, started_at)));
-- Serves recording: what is due.
create index scaffold_run_due on scaffold_run (due_at) where due_at is not null;

-- What services were rendered to then, so that no old version has to be rendered again.
create table rendered_base (
    lock_digest       text collate "C" not null,
    parameters_digest text collate "C" not null,
    rendered_digest   text             not null,
    archive           bytea            not null,            -- a tar
    origins           jsonb            not null,            -- by path: module, file of its skeleton, behaviour
    rendered_at       timestamptz      not null,
    constraint rendered_base_pk primary key (lock_digest, parameters_digest)
);
