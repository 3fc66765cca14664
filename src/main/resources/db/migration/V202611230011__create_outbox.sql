-- What is to be sent once the transaction that wrote it has committed; sent in order, at least once, then deleted.
create table outbox (
    id           bigint generated always as identity,
    topic        text        not null,
    key          text        not null,
    -- Null says that what the key stood for is gone.
    value        bytea,
    content_type text        not null,
    added_at     timestamptz not null default now(),
    constraint outbox_pk primary key (id)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_insert_scale_factor = 0);
