-- SLO: definitions, the outcomes of their indicators and sums of them, corrections, the policy of the gate, alerts.

create table slo_definition (
    name        text collate "C" not null,
    version     int              not null,
    documents   text             not null,
    author      text             not null,
    created_at  timestamptz      not null,
    removed     boolean          not null default false,
    constraint slo_definition_pk primary key (name, version),
    constraint slo_definition_version check (version > 0)
);
comment on table slo_definition is
    'The saved versions of definitions; the greatest one applies. A built-in definition is here only if a version was '
    'saved under its name, and none has removed it since.';
comment on column slo_definition.version is 'The number of the definition''s version, from 1.';
comment on column slo_definition.removed is
    'True for the version by which the SLO was deleted or got another name. A later version defines it again.';
comment on column slo_definition.documents is 'A JSON list of OpenSLO documents, as sent.';

create table slo_disabled (
    slo         text collate "C" not null,
    reason      text             not null,
    disabled_by text             not null,
    disabled_at timestamptz      not null,
    constraint slo_disabled_pk primary key (slo)
);
comment on table slo_disabled is
    'The SLOs that raise no alerts and decide no releases. They are counted, so that nothing is missing afterwards.';

create table slo_indicator (
    id            int generated always as identity,
    digest        text        not null,
    documents     text        not null,
    began_at      timestamptz not null,
    read_time     timestamptz,
    read_identity uuid,
    complete      boolean     not null default false,
    counted_since timestamptz,
    dropped       boolean     not null default false,
    constraint slo_indicator_pk primary key (id),
    constraint slo_indicator_place check ((read_time is null) = (read_identity is null))
);
comment on table slo_indicator is
    'The indicators that are counted. Objectives with equal indicators share a row, and a changed definition keeps '
    'its counts if its indicator is the same.';
comment on column slo_indicator.digest is 'Of the indicator.';
comment on column slo_indicator.documents is 'A definition with the indicator, as JSON.';
comment on column slo_indicator.began_at is
    'From when on events are counted as they arrive. Earlier ones are counted from the log, newest first.';
comment on column slo_indicator.read_time is
    'With read_identity, how far back the log has been read; null if that has not begun.';
comment on column slo_indicator.complete is 'Whether the log has been read to its beginning.';
comment on column slo_indicator.counted_since is
    'The beginning of the log, if retention had dropped events before it; else null.';
comment on column slo_indicator.dropped is
    'No longer counted. Its outcomes and sums are deleted in batches, then the row.';

-- One row for each indicator, apart from those that are being deleted.
create unique index slo_indicator_by_digest on slo_indicator (digest) where not dropped;

create table slo_counted_definition (
    slo       text collate "C" not null,
    version   int              not null,
    digest    text             not null,
    documents text             not null,
    indicator int              not null,
    since     timestamptz      not null,
    constraint slo_counted_definition_pk primary key (slo),
    constraint slo_counted_definition_indicator_fk foreign key (indicator) references slo_indicator (id)
);
comment on table slo_counted_definition is
    'The definition and indicator that each SLO is answered by: the latest whose count is complete, or the first.';
comment on column slo_counted_definition.digest is 'Of the whole definition; documents is the definition as JSON.';
comment on column slo_counted_definition.since is 'When the SLO was first defined.';

create table slo_outcome (
    indicator        int         not null,
    key              uuid        not null,
    events           json        not null,
    kind             text        not null,
    reason           text        not null,
    at               timestamptz not null,
    template         text,
    template_version text,
    team             text,
    service          text,
    step             text,
    decide_by        timestamptz,
    trimmed          boolean     not null default false,
    changed_at       timestamptz not null default now(),
    constraint slo_outcome_pk primary key (indicator, key)
);
comment on table slo_outcome is 'The outcomes of indicators, each with the events that decide it.';
comment on column slo_outcome.key is 'Hash of the grouping key, which the events of an outcome share.';
comment on column slo_outcome.events is
    'The fields that the indicator reads. json, since jsonb would change the spelling of numbers.';
comment on column slo_outcome.kind is 'OPEN, GOOD, BAD or EXCLUDED.';
comment on column slo_outcome.reason is
    'Why it is excluded; undecided for a bad one that no report decided in time; else empty.';
comment on column slo_outcome.decide_by is
    'When an excluded outcome becomes a bad one, unless a further report decides it; null if it does not.';
comment on column slo_outcome.at is 'The time at which it is counted; the epoch while it is open.';
comment on column slo_outcome.trimmed is
    'Whether events contains only what the indicator reads. The service trims the other rows.';
comment on column slo_outcome.changed_at is 'Retention deletes by this time.';

-- The bad events of an objective, newest first.
create index slo_outcome_bad on slo_outcome (indicator, at, key) where kind = 'BAD';
-- The contributors to bad events, answered from the index alone.
create index slo_outcome_contributors on slo_outcome (indicator, at)
    include (template, template_version, team, service, step)
    where kind = 'BAD';
-- The outcomes that become bad when their time is over. Few, since reports decide most of them.
create index slo_outcome_undecided on slo_outcome (decide_by) where decide_by is not null;
-- The rows that are to be trimmed. Empty when none is left.
create index slo_outcome_untrimmed on slo_outcome (indicator, key) where not trimmed;
-- Retention. Rows are written about in the order of this time, so a small index of block ranges is enough.
create index slo_outcome_changed on slo_outcome using brin (changed_at);

create table slo_count (
    indicator int              not null,
    outcome   text collate "C" not null,
    minute    int              not null,
    count     bigint           not null,
    changed   xid8             not null default pg_current_xact_id(),
    constraint slo_count_pk primary key (indicator, outcome, minute),
    constraint slo_count_count check (count >= 0)
);
comment on table slo_count is 'Number of outcomes by minute.';
comment on column slo_count.outcome is 'good, bad, or excluded: with the reason.';
comment on column slo_count.minute is 'Minutes since the epoch.';
comment on column slo_count.changed is 'The transaction that changed the row last.';

-- The caches of replicas: what was changed since they read last.
create index slo_count_changed on slo_count (changed);

create table slo_duration (
    id                bigint generated always as identity,
    indicator         int              not null,
    bucket            text collate "C" not null,
    added             bigint           not null,
    withdrawn         bigint           not null,
    seconds_added     numeric          not null,
    seconds_withdrawn numeric          not null,
    constraint slo_duration_pk primary key (id),
    constraint slo_duration_indicator_fk foreign key (indicator) references slo_indicator (id) on delete cascade,
    constraint slo_duration_counts check (added >= 0 and withdrawn >= 0)
);
comment on table slo_duration is
    'A journal of the durations of outcomes by bucket, for Prometheus. Each transaction that changes outcomes appends '
    'rows; they are merged regularly.';
comment on column slo_duration.bucket is 'The upper bound in seconds, as in the label le.';
comment on column slo_duration.withdrawn is
    'Durations that were added and no longer apply, because later events changed the outcome.';

-- The sums of an indicator, and their deletion.
create index slo_duration_by_indicator on slo_duration (indicator, bucket);

create table slo_correction (
    id          uuid        not null,
    slo         text collate "C",
    service     text collate "C",
    category    text        not null default 'other',
    reason      text        not null,
    from_at     timestamptz not null,
    to_at       timestamptz not null,
    rrule       text,
    time_zone   text,
    ends_at     timestamptz not null,
    added_by    text        not null,
    added_at    timestamptz not null,
    revoked_by  text,
    revoked_at  timestamptz,
    row_version bigint      not null default 0,
    constraint slo_correction_pk primary key (id),
    constraint slo_correction_one_scope check ((slo is null) <> (service is null)),
    constraint slo_correction_order check (from_at < to_at and to_at <= ends_at),
    constraint slo_correction_category
        check (category in ('scheduled_maintenance', 'deployment', 'outside_business_hours', 'other')),
    constraint slo_correction_recurrence check ((rrule is null) = (time_zone is null)),
    constraint slo_correction_revoked check ((revoked_by is null) = (revoked_at is null))
);
comment on table slo_correction is
    'Time that is excluded from the windows of one SLO or of all SLOs of a service. Revoked corrections are kept.';
comment on column slo_correction.category is 'The kind of time that it excludes, as Datadog names them.';
comment on column slo_correction.from_at is 'With to_at, the first occurrence.';
comment on column slo_correction.to_at is '9999-12-31 while the correction is open; then ends_at is the same.';
comment on column slo_correction.rrule is
    'Recurrence rule of iCalendar, by the local time of time_zone; null if the correction does not recur.';
comment on column slo_correction.ends_at is 'The end of the last occurrence.';
comment on column slo_correction.row_version is 'Version of the row, for optimistic locking by Hibernate.';

-- Every answer: the corrections of an SLO, or of its service, that have not ended before its window.
create index slo_correction_by_slo on slo_correction (slo, ends_at);
create index slo_correction_by_service on slo_correction (service, ends_at);

create table slo_gate_policy (
    version    int         not null,
    document   text        not null,
    author     text        not null,
    created_at timestamptz not null,
    constraint slo_gate_policy_pk primary key (version),
    constraint slo_gate_policy_version check (version > 0)
);
comment on table slo_gate_policy is
    'The saved versions of the error budget policy; the greatest one applies. The built-in policy is not here.';
comment on column slo_gate_policy.version is 'The number of the policy''s version, from 1.';
comment on column slo_gate_policy.document is 'JSON as sent.';

create table slo_alert (
    slo        text collate "C" not null,
    objective  text collate "C" not null,
    kind       text             not null,
    name       text collate "C" not null,
    number     bigint           not null,
    raised_at  timestamptz      not null,
    ended_at   timestamptz,
    definition text             not null,
    notify_end boolean          not null,
    details    text             not null,
    constraint slo_alert_pk primary key (slo, objective, kind, name),
    constraint slo_alert_kind check (kind in ('BURN_RATE', 'ERROR_BUDGET', 'DATA')),
    constraint slo_alert_number check (number > 0),
    constraint slo_alert_ended_after_raised check (ended_at >= raised_at)
);
comment on table slo_alert is
    'The last announced state of each alert. Rows stay after the end: the ids of events are made of number, which is '
    'never used twice.';
comment on column slo_alert.name is 'The name of the rule, or the threshold in percent.';
comment on column slo_alert.number is 'How often it was raised.';
comment on column slo_alert.ended_at is 'Null while it is raised.';
comment on column slo_alert.definition is 'The definition by which it was last observed as raised.';
comment on column slo_alert.notify_end is 'Whether its end is announced.';
comment on column slo_alert.details is 'The details when it was raised, as JSON.';

create table slo_suspension (
    indicator    int         not null,
    suspended_at timestamptz not null,
    resume_at    timestamptz not null,
    times        int         not null,
    active       boolean     not null,
    constraint slo_suspension_pk primary key (indicator),
    constraint slo_suspension_indicator_fk foreign key (indicator) references slo_indicator (id) on delete cascade,
    constraint slo_suspension_times check (times > 0),
    constraint slo_suspension_order check (suspended_at < resume_at)
);
comment on table slo_suspension is
    'The indicators for which new events are not counted as they arrive, because their filters took too many steps. '
    'The log is counted for them instead.';
comment on column slo_suspension.resume_at is
    'From when on new events are counted again, provided that the log has been read to its beginning.';
comment on column slo_suspension.times is 'Number of suspensions, each within a day of the one before.';
comment on column slo_suspension.active is 'False after it was resumed; the row keeps times.';
