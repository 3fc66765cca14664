-- The public keys of all replicas, by which others prove what this service signs. Private keys are in no table.
create table signing_key (
    id         text        not null,
    jwk        jsonb       not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    constraint signing_key_pk primary key (id)
);

-- Serves the key set, and the removal of what has ended.
create index signing_key_by_end on signing_key (expires_at);
