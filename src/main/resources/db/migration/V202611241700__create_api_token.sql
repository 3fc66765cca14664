-- Tokens that this service gives to CI. Of the token itself only the SHA-256 is kept: it has 256 random bits, which nobody
-- guesses, so a slow hash would protect nothing and cost every request.
create table api_token (
    id           uuid        not null,
    name         text        not null,
    hash         bytea       not null,
    roles        text[]      not null,
    sources      text[]      not null,
    services     text[]      not null,
    groups       text[]      not null,
    created_at   timestamptz not null,
    created_by   text        not null,
    expires_at   timestamptz not null,
    last_used_at timestamptz,
    revoked_at   timestamptz,
    revoked_by   text,
    constraint api_token_pk primary key (id),
    constraint api_token_has_roles check (cardinality(roles) > 0),
    constraint api_token_expires_later check (expires_at > created_at),
    constraint api_token_revoked_by_somebody check ((revoked_at is null) = (revoked_by is null))
);

-- Serves requests: the token of a hash.
create unique index api_token_by_hash on api_token (hash);
-- Holds names apart among the tokens that were not revoked, so that a creation sent again makes no second one.
create unique index api_token_by_name on api_token (name) where revoked_at is null;
-- Serves the list, newest first.
create index api_token_by_time on api_token (created_at, id);
