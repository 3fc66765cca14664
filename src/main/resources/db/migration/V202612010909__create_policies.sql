-- Policies: their versions, how they are enforced, and decisions.

create table policy (
    name           text collate "C" not null,
    owner          text             not null,
    number         int              not null,
    retired_at     timestamptz,
    retired_by     text,
    retired_reason text,
    revision       int              not null,
    constraint policy_pk primary key (name),
    constraint policy_number check (number > 0),
    constraint policy_retired check (
        (retired_at is null) = (retired_by is null) and (retired_at is null) = (retired_reason is null))
);
comment on table policy is 'The policies that there are, with the version that applies.';
comment on column policy.owner is 'The full ref of the Group or User that owns the version that applies.';
comment on column policy.number is 'The number of the version that applies: the latest one.';
comment on column policy.retired_at is 'Since when it is not evaluated any more; null while it is.';
comment on column policy.revision is 'Counts changes of the row, so that two changes at once do not overwrite each other.';

create table policy_version (
    name       text collate "C" not null,
    number     int              not null,
    version    text collate "C" not null,
    digest     text             not null,
    document   text             not null,
    author     text             not null,
    created_at timestamptz      not null,
    constraint policy_version_pk primary key (name, number),
    -- A version of an author names one document.
    constraint policy_version_unique unique (name, version),
    constraint policy_version_policy_fk foreign key (name) references policy (name)
);
comment on table policy_version is 'The versions of policies. A version never changes.';
comment on column policy_version.number is 'Counts the versions of a policy from 1.';
comment on column policy_version.version is 'The version that the document states.';
comment on column policy_version.digest is 'The SHA-256 of the canonical document, as sha256:…';
comment on column policy_version.document is 'The document as JSON.';

create table policy_enforcement (
    policy     text collate "C" not null,
    rules      text             not null,
    reason     text,
    author     text             not null,
    changed_at timestamptz      not null,
    revision   int              not null,
    constraint policy_enforcement_pk primary key (policy),
    constraint policy_enforcement_policy_fk foreign key (policy) references policy (name)
);
comment on table policy_enforcement is
    'The modes of policies, as an admin or owner set them. A policy without a row has the configured modes of the tiers.';
comment on column policy_enforcement.rules is 'A JSON list of rules, of which the first that applies decides.';
comment on column policy_enforcement.revision is 'Counts changes, so that two at once do not overwrite each other.';

create table policy_decision (
    id              uuid             not null,
    decided_at      timestamptz      not null,
    origin          text             not null,
    decision        text             not null,
    hook            text,
    service         text collate "C",
    environment     text,
    tier            text,
    commit_sha      text collate "C",
    artifact        text,
    artifact_key    uuid,
    repository      text,
    pull_request    text collate "C",
    pipeline_run_id text,
    deployment_id   text,
    correlation_id  text,
    template        text,
    task_id         text,
    caller          text             not null,
    results         text             not null,
    warnings        text[]           not null,
    input_digest    text             not null,
    input           text,
    request_key     uuid,
    request_digest  text,
    constraint policy_decision_pk primary key (id),
    constraint policy_decision_decision check (decision in ('allow', 'warn', 'deny')),
    constraint policy_decision_origin check (origin in ('milepost', 'opa')),
    constraint policy_decision_request check ((request_key is null) = (request_digest is null))
);
comment on table policy_decision is 'The log of decisions, until retention deletes them.';
comment on column policy_decision.origin is 'milepost, or opa if it was received in the decision log of another OPA.';
comment on column policy_decision.tier is 'The tier of the environment; development if none was named.';
comment on column policy_decision.pull_request is
    'Repository and number, joined by an exclamation mark, since a number alone is no key.';
comment on column policy_decision.artifact_key is
    'Hash of artifact, as deployments have it, since the name of an artifact may be longer than an index allows.';
comment on column policy_decision.results is 'A JSON list with the result of each policy.';
comment on column policy_decision.warnings is 'Sentences about names in the request that nothing is known of.';
comment on column policy_decision.input_digest is 'The SHA-256 of the canonical input, as sha256:…';
comment on column policy_decision.input is 'The input as JSON, without secrets; null after its own retention.';
comment on column policy_decision.request_key is
    'Hash of the caller and the Idempotency-Key; null without one. request_digest is that of the request.';

-- A repeated request finds its decision.
create unique index policy_decision_by_request on policy_decision (request_key) where request_key is not null;
-- The decisions of a service, newest first.
create index policy_decision_by_service on policy_decision (service, decided_at, id);
-- All decisions, newest first; and retention.
create index policy_decision_by_time on policy_decision (decided_at, id);
-- The decisions about a commit or an artifact: filters, and deployments without approval.
create index policy_decision_by_commit on policy_decision (commit_sha, decided_at) where commit_sha is not null;
create index policy_decision_by_artifact on policy_decision (artifact_key, decided_at) where artifact_key is not null;
create index policy_decision_by_pull_request on policy_decision (pull_request, decided_at)
    where pull_request is not null;
-- Inputs that are older than their retention.
create index policy_decision_with_input on policy_decision (decided_at) where input is not null;

create table policy_result (
    policy     text collate "C" not null,
    decided_at timestamptz      not null,
    decision   uuid             not null,
    outcome    text             not null,
    version    text             not null,
    status     text             not null,
    mode       text             not null,
    service    text collate "C",
    team       text,
    tier       text,
    constraint policy_result_pk primary key (policy, decided_at, decision),
    constraint policy_result_decision_fk foreign key (decision) references policy_decision (id) on delete cascade
);
comment on table policy_result is
    'The result of each policy of each decision. The primary key lists the decisions of a policy, newest first.';
comment on column policy_result.outcome is
    'The decision itself, allow, warn or deny: the decisions of a policy are filtered by it without reading each.';
comment on column policy_result.team is 'The team that owned the service then; null if none is known.';

-- Retention deletes the results of a decision.
create index policy_result_by_decision on policy_result (decision);

create table policy_waiver (
    id              uuid             not null,
    policy          text collate "C" not null,
    service         text collate "C" not null,
    environment     text,
    artifact_digest text,
    reason          text             not null,
    ticket          text             not null,
    requested_by    text             not null,
    requested_at    timestamptz      not null,
    expires_at      timestamptz      not null,
    emergency_by    text,
    emergency_at    timestamptz,
    approved_by     text,
    approved_at     timestamptz,
    revoked_by      text,
    revoked_at      timestamptz,
    reminded_at     timestamptz,
    revision        int              not null,
    constraint policy_waiver_pk primary key (id),
    constraint policy_waiver_policy_fk foreign key (policy) references policy (name),
    constraint policy_waiver_approved check ((approved_by is null) = (approved_at is null)),
    constraint policy_waiver_approver check (approved_by <> requested_by and emergency_by <> requested_by),
    constraint policy_waiver_emergency check (
        (emergency_by is null) = (emergency_at is null) and approved_by <> emergency_by),
    constraint policy_waiver_revoked check ((revoked_by is null) = (revoked_at is null))
);
comment on table policy_waiver is 'Waivers of policies, also those that ended.';
comment on column policy_waiver.environment is 'In lower case; null for all environments.';
comment on column policy_waiver.artifact_digest is 'As sha256:…; null for all artifacts.';
comment on column policy_waiver.expires_at is 'The end. An emergency approval brings it forward.';
comment on column policy_waiver.emergency_by is
    'The first of the two admins who approve in an emergency; null if nobody did.';
comment on column policy_waiver.reminded_at is 'When its end was announced.';
comment on column policy_waiver.revision is 'Counts changes, so that two at once do not overwrite each other.';

-- Those of a service: evaluations, and lists.
create index policy_waiver_by_service on policy_waiver (service, requested_at);
-- All, newest first.
create index policy_waiver_by_time on policy_waiver (requested_at, id);
-- Those whose end is to be announced.
create index policy_waiver_by_end on policy_waiver (expires_at) where approved_at is not null and reminded_at is null;
