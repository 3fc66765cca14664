-- The event log: every new event once, as it came, for as long as the retention says. The topics are the truth; this is
-- what history and correlations read.

-- Decides what is new. Apart from the log, because a unique index over partitions would have to hold their key.
create table event_identity (
    identity    uuid not null,
    received_on date not null,
    constraint event_identity_pk primary key (identity)
);

-- Serves retention: identities arrive in the order of their days, so block ranges are enough and cost nothing to keep.
create index event_identity_by_day on event_identity using brin (received_on);

-- Partitions are weeks, created ahead and dropped by the service. No key: event_identity keeps the events unique.
create table event (
    identity        uuid        not null,
    -- The day it is filed under: that of its arrival, no earlier than retention reaches.
    received_on     date        not null,
    received_at     timestamptz not null,
    time            timestamptz not null,
    source          text collate "C" not null,
    event_id        text collate "C" not null,
    -- As it came, with its prefix.
    type            text collate "C" not null,
    -- The golden type, without prefix; null where it is none.
    golden          text collate "C",
    service         text collate "C",
    subject         text,
    correlation_id  text collate "C",
    commit_sha      text collate "C",
    deployment_id   text collate "C",
    pipeline_run_id text collate "C",
    -- repository!pr_id, since neither alone is a key.
    pull_request    text collate "C",
    content_type    text,
    dataschema      text,
    extensions      json,
    -- The bytes of the body: as text where they are that, else in base64.
    data            text,
    data_base64     boolean     not null
) partition by range (received_on);

-- Serves the history of one service, newest first.
create index event_by_service on event (service, time);
-- Serves the history of everything, newest first.
create index event_by_time on event (time);
-- These serve correlations: one change's way, by any of its ids. Sparse, since most events carry only some of them.
create index event_by_correlation on event (correlation_id) where correlation_id is not null;
create index event_by_commit on event (commit_sha) where commit_sha is not null;
create index event_by_deployment on event (deployment_id) where deployment_id is not null;
create index event_by_pipeline_run on event (pipeline_run_id) where pipeline_run_id is not null;
create index event_by_pull_request on event (pull_request) where pull_request is not null;

-- How far each partition of the enriched topic is in the log; changed in the transaction that adds the events. Its row
-- is the lock that keeps two consumers of one partition apart. Under the topic's id, since a topic made anew starts at 0.
create table projection_progress (
    topic       uuid    not null,
    partition   integer not null,
    next_offset bigint  not null,
    -- How many of its events were known already.
    duplicates  bigint  not null default 0,
    constraint projection_progress_pk primary key (topic, partition)
) with (fillfactor = 50);
