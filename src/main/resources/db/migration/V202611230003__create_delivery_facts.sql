-- Keys are compared by bytes (collate "C"): ties are decided the same on every installation, and faster.

-- Delivery facts: what the events say of deployments, changes and incidents. Links and rollups are derived from them.

-- A change is one commit of one service, described by its earliest event alone.
create table change (
    service      text collate "C"        not null,
    commit_sha   text collate "C"        not null,
    committed_at timestamptz not null,
    -- Null where the producer did not say; empty for the first commit of a repository.
    parent_shas  text[],
    said_at      timestamptz not null,
    said_by      text collate "C"        not null,
    constraint change_pk primary key (service, commit_sha)
);

-- Serves rule 3: the changes of a service between two heads.
create index change_by_time on change (service, committed_at);

-- Each event about a deployment, kept so that the deployment is a function of the set of them.
create table deployment_report (
    service          text collate "C"        not null,
    environment      text collate "C"        not null,
    deployment_id    text collate "C"        not null,
    identity         uuid        not null,
    said_at          timestamptz not null,
    said_by          text collate "C"        not null,
    -- Null for a start.
    status           text,
    commit_sha       text collate "C",
    commits          text[],
    kind             text,
    template         text,
    template_version text,
    constraint deployment_report_pk primary key (service, deployment_id, environment, identity),
    constraint deployment_report_status check (status in ('success', 'failure', 'cancelled'))
);

-- A deployment, folded from its reports.
create table deployment (
    service          text collate "C"        not null,
    environment      text collate "C"        not null,
    deployment_id    text collate "C"        not null,
    tier             text        not null,
    -- Null until a report of completion; so is finished_at.
    status           text,
    finished_at      timestamptz,
    commit_sha       text collate "C",
    commits          text[],
    kind             text,
    template         text,
    template_version text,
    -- In this order it also serves the incidents that name a deployment and no environment.
    constraint deployment_pk primary key (service, deployment_id, environment),
    constraint deployment_finished check ((status is null) = (finished_at is null))
);

-- Serves the chain of a service's successful deployments, and its tail.
create index deployment_by_finish on deployment (service, tier, finished_at) where status = 'success';
-- Serves "was this head deployed before" and the incidents that name a commit.
create index deployment_by_head on deployment (service, commit_sha) where status = 'success';

create table incident_report (
    source        text collate "C"        not null,
    incident_id   text collate "C"        not null,
    identity      uuid        not null,
    said_at       timestamptz not null,
    said_by       text collate "C"        not null,
    action        text        not null,
    service       text collate "C"        not null,
    environment   text collate "C",
    deployment_id text collate "C",
    commit_sha    text collate "C",
    cause         text,
    severity      text,
    constraint incident_report_pk primary key (source, incident_id, identity),
    constraint incident_report_action check (action in ('opened', 'resolved', 'reopened'))
);

create table incident (
    source        text collate "C" not null,
    incident_id   text collate "C" not null,
    service       text collate "C" not null,
    tier          text not null,
    -- Null where no event says; the tier is then production.
    environment   text collate "C",
    -- Null while only its resolution is known: it counts nowhere until then.
    opened_at     timestamptz,
    -- Null while it is open.
    resolved_at   timestamptz,
    deployment_id text collate "C",
    commit_sha    text collate "C",
    cause         text,
    severity      text,
    constraint incident_pk primary key (source, incident_id)
);

-- Serves the incidents that deployments from a moment on may be blamed for.
create index incident_by_opening on incident (service, opened_at);
-- Serves the incidents that name a deployment, whenever they were opened.
create index incident_by_deployment on incident (service, deployment_id) where deployment_id is not null;

-- A service that has facts. Its row is the lock under which its links are recomputed; nothing else writes it.
create table delivery_service (
    service text collate "C" not null,
    constraint delivery_service_pk primary key (service)
);

-- What new facts ask to be recomputed. Only ever appended to, so that projection never waits for recomputation, and
-- deleted by the recomputation that has seen it.
create table dirty_mark (
    id               bigint generated always as identity,
    service          text collate "C"   not null,
    -- Deployments from this moment on are linked anew; null where only what is listed below may be touched.
    since            timestamptz,
    -- Changes that have arrived: who waited for them is known under the service's lock only.
    commits          text[] not null default '{}',
    incident_sources text[] not null default '{}',
    incident_ids     text[] not null default '{}',
    -- How many events stand behind this mark: the pipeline's lag counts them.
    events           integer not null,
    marked_at        timestamptz not null default now(),
    constraint dirty_mark_pk primary key (id)
);

-- Serves the recomputation of a service.
create index dirty_mark_by_service on dirty_mark (service);
