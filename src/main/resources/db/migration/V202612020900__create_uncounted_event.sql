create table uncounted_event (
    origin  text collate "C" not null,
    reason  text collate "C" not null,
    events  bigint           not null,
    last_at timestamptz      not null,
    constraint uncounted_event_pk primary key (origin, reason),
    constraint uncounted_event_positive check (events > 0)
);
comment on table uncounted_event is
    'How many events were left out of every number, by origin and reason: CDEvents without a golden type, and incidents '
    'that a filter leaves out.';
comment on column uncounted_event.origin is 'Who sends them: cdevents, cloudevents, or a provider of webhooks.';
comment on column uncounted_event.last_at is 'When the last one was received.';
