-- Events: the log of the last weeks, the progress of reading, quarantine, and the outbox. Kafka has the truth; the history
-- and correlations read the log.
--
-- Keys are compared by bytes (collate "C") in all wings: ties are decided equally on every installation, and faster.

create table event_identity (
    identity    uuid not null,
    received_on date not null,
    constraint event_identity_pk primary key (identity)
);
comment on table event_identity is
    'The identities of all events in the log. Its primary key decides which event is new. It is a table of its own, '
    'because a unique index of the partitioned log would have to contain the partition key.';
comment on column event_identity.identity is 'Hash of source and id.';

-- Retention deletes by day. Rows are inserted in the order of their days, so a small index of block ranges is enough.
create index event_identity_by_day on event_identity using brin (received_on);

create table event (
    identity        uuid             not null,
    received_on     date             not null,
    received_at     timestamptz      not null,
    time            timestamptz      not null,
    source          text collate "C" not null,
    event_id        text collate "C" not null,
    type            text collate "C" not null,
    golden          text collate "C",
    service         text collate "C",
    subject         text,
    correlation_id  text collate "C",
    commit_sha      text collate "C",
    deployment_id   text collate "C",
    pipeline_run_id text collate "C",
    pull_request    text collate "C",
    content_type    text,
    dataschema      text,
    extensions      json,
    data            text,
    data_base64     boolean          not null
) partition by range (received_on);
comment on table event is
    'The event log: each event once, as it was received, until retention drops it. Partitions are weeks; the service '
    'creates them ahead and drops them. There is no key: event_identity keeps the events unique.';
comment on column event.received_on is
    'The day that selects the partition: the day of arrival, but no earlier than retention reaches.';
comment on column event.type is 'As received, with its prefix.';
comment on column event.golden is 'The golden type, without prefix; null for other events.';
comment on column event.pull_request is
    'Repository and number, joined by an exclamation mark, since a number alone is no key.';
comment on column event.data is 'The body: as text if it is text, else in Base64.';
comment on column event.data_base64 is 'Whether data is Base64.';

-- The history of one service, newest first.
create index event_by_service on event (service, time);
-- The history of all services, newest first.
create index event_by_time on event (time);
-- Correlations: the events of one change by each of its ids. Partial, since most events have only some of the ids.
create index event_by_correlation on event (correlation_id) where correlation_id is not null;
create index event_by_commit on event (commit_sha) where commit_sha is not null;
create index event_by_deployment on event (deployment_id) where deployment_id is not null;
create index event_by_pipeline_run on event (pipeline_run_id) where pipeline_run_id is not null;
create index event_by_pull_request on event (pull_request) where pull_request is not null;

-- Each batch updates the row of its partition. Half of each page is free, so the new version stays in the same page.
create table projection_progress (
    topic       uuid    not null,
    partition   integer not null,
    next_offset bigint  not null,
    duplicates  bigint  not null default 0,
    constraint projection_progress_pk primary key (topic, partition)
) with (fillfactor = 50);
comment on table projection_progress is
    'The next offset of each partition of the enriched topic. It is updated in the transaction that appends the '
    'events. Its row is the lock against two consumers of one partition.';
comment on column projection_progress.topic is
    'The id of the topic, not its name: a topic that is deleted and created again starts at offset 0.';
comment on column projection_progress.duplicates is
    'Number of events that were in the log already when they were read.';

create table quarantine (
    id             uuid        not null,
    stage          text        not null,
    quarantined_at timestamptz not null,
    time           timestamptz,
    source         text,
    event_id       text,
    type           text,
    service        text,
    reason         text        not null,
    detail         text        not null,
    faults         json        not null,
    record_key     bytea,
    headers        json        not null,
    payload        bytea,
    replays        integer     not null default 0,
    replayed_at    timestamptz,
    settled_at     timestamptz,
    replay_key     uuid,
    constraint quarantine_pk primary key (id),
    constraint quarantine_stage check (stage in ('enrichment', 'projection'))
);
comment on table quarantine is
    'Records that cannot be processed, with the reason. The quarantine topic has the same records.';
comment on column quarantine.stage is 'Where it failed: while it was read and enriched, or while it was projected.';
comment on column quarantine.time is
    'The time of the event. It and the other fields of the event are null if they cannot be read.';
comment on column quarantine.reason is 'A stable identifier; detail describes this case.';
comment on column quarantine.faults is 'A JSON list of {pointer, detail}.';
comment on column quarantine.record_key is 'The key of the record as it was received; headers and payload likewise.';
comment on column quarantine.headers is 'A JSON object of texts.';
comment on column quarantine.replays is 'Number of replays.';
comment on column quarantine.replayed_at is 'Time of the last replay; null if there was none.';
comment on column quarantine.settled_at is
    'When a replay of it was projected; null while the event is missing from the numbers.';
comment on column quarantine.replay_key is
    'Random key of the last replay. Only a record with this key settles the entry.';

-- The list of entries, newest first.
create index quarantine_by_arrival on quarantine (quarantined_at, id);
-- Coverage of an answer: the number of events that are missing from its window.
create index quarantine_by_time on quarantine (coalesce(time, quarantined_at)) where settled_at is null;

-- Rows are deleted as soon as they are sent. Autovacuum starts after a fixed number of them, whatever the size of the table.
create table outbox (
    id           bigint generated always as identity,
    topic        text        not null,
    key          text        not null,
    value        bytea,
    content_type text        not null,
    added_at     timestamptz not null default now(),
    constraint outbox_pk primary key (id)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_insert_scale_factor = 0);
comment on table outbox is
    'Messages that are sent after the transaction that wrote them: in order of id, at least once, then deleted.';
comment on column outbox.value is 'Null is a tombstone of a compacted topic.';

create table uncounted_event (
    origin  text collate "C" not null,
    reason  text collate "C" not null,
    events  bigint           not null,
    last_at timestamptz      not null,
    constraint uncounted_event_pk primary key (origin, reason),
    constraint uncounted_event_positive check (events > 0)
);
comment on table uncounted_event is
    'How many events were left out of every metric, by origin and reason: CDEvents without a golden type, and incidents '
    'that a filter leaves out.';
comment on column uncounted_event.origin is 'Who sends them: cdevents, cloudevents, or a provider of webhooks.';
comment on column uncounted_event.last_at is 'When the last one was received.';

create table github_merge (
    repository  text collate "C" not null,
    commit_sha  text collate "C" not null,
    part        text collate "C" not null,
    content     text             not null,
    received_at timestamptz      not null,
    constraint github_merge_pk primary key (repository, commit_sha, part)
);
comment on table github_merge is
    'What GitHub''s deliveries say about a commit that merged a pull request: the push that has it as its head, and each '
    'pull request that it merged. They arrive in any order, and only together they show whether it is a merge commit.';
comment on column github_merge.repository is 'host/owner/name.';
comment on column github_merge.part is 'push, or pull_request and its number.';

-- Serves the deletion of what is too old to be completed.
create index github_merge_by_time on github_merge (received_at);

create table github_review (
    repository   text collate "C" not null,
    pull_request text collate "C" not null,
    review       text collate "C" not null,
    submitted_at timestamptz      not null,
    approval     boolean          not null,
    dismissed    boolean          not null,
    received_at  timestamptz      not null,
    constraint github_review_pk primary key (repository, pull_request, review)
);
comment on table github_review is
    'Reviews of pull requests, for a year. A merged pull request has the times of its first review and approval from them. '
    'Reviewers are not stored.';
comment on column github_review.repository is 'host/owner/name.';
comment on column github_review.pull_request is 'Its number.';
comment on column github_review.review is 'GitHub''s id of the review.';
-- The reviews that are too old.
create index github_review_by_time on github_review (received_at);

create table github_push (
    repository  text collate "C" not null,
    before_sha  text collate "C" not null,
    after_sha   text collate "C" not null,
    content     text             not null,
    attempts    integer          not null,
    due_at      timestamptz      not null,
    received_at timestamptz      not null,
    constraint github_push_pk primary key (repository, before_sha, after_sha)
);
comment on table github_push is
    'Pushes whose commits are to be read with their parents from GitHub''s API. A row is deleted once it is read, and after '
    'three days. Without a token there are none.';
comment on column github_push.repository is 'host/owner/name.';
comment on column github_push.content is 'The branch, the services, and the events of the commits that the delivery lists.';
comment on column github_push.due_at is 'When it is read next. While it is read, when another process may read it.';
-- The push that waits longest.
create index github_push_by_due_time on github_push (due_at);
-- The pushes that are too old.
create index github_push_by_time on github_push (received_at);

create table scaffolder_task (
    install      text collate "C" not null,
    task_id      text collate "C" not null,
    seen_at      timestamptz      not null,
    created_at   timestamptz      not null,
    reported_end text,
    started      jsonb,
    ended        jsonb,
    constraint scaffolder_task_pk primary key (install, task_id)
);
comment on table scaffolder_task is
    'The tasks of Backstage''s scaffolder whose events were sent, so that each is sent once, and those that have not ended. '
    'Ended ones are deleted once no read asks for them, all others after 30 days.';
comment on column scaffolder_task.reported_end is 'The end whose event was sent; null before. A task that is retried ends again.';
comment on column scaffolder_task.started is
    'Of tasks from Kafka: what the event of the end has from that of the begin. Without initiator and parameters.';
comment on column scaffolder_task.ended is 'Of tasks from Kafka: an end that arrived before the begin.';
-- The tasks that have not ended, and those that are too old.
create index scaffolder_task_by_time on scaffolder_task (install, created_at);

create table repository_name (
    name    text collate "C" not null,
    address text collate "C" not null,
    constraint repository_name_pk primary key (name)
);
comment on table repository_name is
    'Which of the repositories of one name is the service of that name, where neither the catalog nor the configuration '
    'says it: the first that sent a delivery. The others are services by owner and name.';
comment on column repository_name.address is 'host/owner/name, in lower case.';
