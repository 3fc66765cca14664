-- Delivery links: which changes a deployment delivered, which deployment an incident blames. Derived from the facts by
-- the rules of four-keys/1, service by service; may be dropped and rebuilt at any time.

-- Whose a fact is: the service and what was known of it when the fact happened.
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

-- A successful deployment in the chain of its service and tier.
create table deployment_link (
    service       text collate "C"        not null,
    environment   text collate "C"        not null,
    deployment_id text collate "C"        not null,
    tier          text        not null,
    finished_at   timestamptz not null,
    dimension     integer     not null references dimension (id),
    -- How the changes that it delivers were found: explicit, ancestry, window, head; null for a head delivered before.
    rule          text,
    -- The commit times (after, until] that rule window looked at; null with other rules.
    window_after  timestamptz,
    window_until  timestamptz,
    -- The commit time of the latest head known up to here in this environment: where rule window of the next one begins.
    anchored_at   timestamptz,
    rework        boolean     not null,
    failed        boolean     not null,
    -- Whether any change is known of the commits that it names.
    known_change  boolean     not null,
    constraint deployment_link_pk primary key (service, environment, deployment_id)
);

-- Serves recomputation from a moment on, and questions about one service.
create index deployment_link_by_service on deployment_link (service, tier, finished_at);
-- Serves questions about a team, a template: the facts of some dimensions in a window.
create index deployment_link_by_dimension on deployment_link (dimension, tier, finished_at);
-- Serves the ragged edges of a question about the whole organisation.
create index deployment_link_by_finish on deployment_link (tier, finished_at);
-- Serves late changes: which deployments looked at the time that they were committed.
create index deployment_link_by_window on deployment_link (service, window_until) where window_until is not null;

-- A change that has reached a tier: delivered by this deployment and no other.
create table delivery (
    service       text collate "C"        not null,
    tier          text        not null,
    commit_sha    text collate "C"        not null,
    environment   text collate "C"        not null,
    deployment_id text collate "C"        not null,
    delivered_at  timestamptz not null,
    committed_at  timestamptz not null,
    -- delivered_at - committed_at in microseconds; negative spans are counted and left out of the lead time.
    lead_micros   bigint      not null,
    dimension     integer     not null references dimension (id),
    rule          text        not null,
    -- In this order it also finds a commit in all tiers.
    constraint delivery_pk primary key (service, commit_sha, tier)
);

-- Serves recomputation from a moment on.
create index delivery_by_service on delivery (service, delivered_at);
-- Serve questions about some services or a team, and about all, without touching the table.
create index delivery_by_dimension on delivery (dimension, tier, delivered_at) include (lead_micros, rule);
create index delivery_by_time on delivery (tier, delivered_at) include (lead_micros, rule);

-- A commit of known parents that is reachable from the head of a deployment, and since when: where rule ancestry stops.
create table commit_reach (
    service    text collate "C"        not null,
    tier       text        not null,
    commit_sha text collate "C"        not null,
    reached_at timestamptz not null,
    constraint commit_reach_pk primary key (service, commit_sha, tier)
);

-- Serves recomputation from a moment on.
create index commit_reach_by_time on commit_reach (service, reached_at);

-- A commit that a deployment looked for and did not find, and the first deployment that did. When its change arrives,
-- the chain is recomputed from there.
create table awaited_change (
    service    text collate "C"        not null,
    tier       text        not null,
    commit_sha text collate "C"        not null,
    since      timestamptz not null,
    constraint awaited_change_pk primary key (service, commit_sha, tier)
);

-- Serves recomputation from a moment on.
create index awaited_change_by_time on awaited_change (service, since);

-- An incident that has been opened, and the deployment that it blames.
create table incident_link (
    source        text collate "C"        not null,
    incident_id   text collate "C"        not null,
    service       text collate "C"        not null,
    tier          text        not null,
    dimension     integer     not null references dimension (id),
    opened_at     timestamptz not null,
    resolved_at   timestamptz,
    -- deployment, commit, window: how the deployment was found; external: its cause is not a deployment; null where no
    -- rule applied.
    rule          text,
    environment   text collate "C",
    deployment_id text collate "C",
    -- Each service's links are its own: an incident that moves leaves one service and enters another.
    constraint incident_link_pk primary key (service, source, incident_id),
    constraint incident_link_blames check ((coalesce(rule, 'external') = 'external') = (deployment_id is null))
);

create index incident_link_by_service on incident_link (service, tier, opened_at);
-- Serves the incidents that blame a deployment.
create index incident_link_by_deployment on incident_link (service, environment, deployment_id)
    where deployment_id is not null;
-- Serve time to restore: incidents by resolution.
create index incident_link_by_dimension on incident_link (dimension, tier, resolved_at);
create index incident_link_by_time on incident_link (tier, resolved_at);
