-- Security: API tokens, public signing keys, the audit log.

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
    row_version  bigint      not null default 0,
    constraint api_token_pk primary key (id),
    constraint api_token_has_roles check (cardinality(roles) > 0),
    constraint api_token_expires_later check (expires_at > created_at),
    constraint api_token_revoked check ((revoked_at is null) = (revoked_by is null))
);
comment on table api_token is 'The tokens that this service issues, for CI.';
comment on column api_token.hash is
    'SHA-256 of the token. A token has 256 random bits, which nobody guesses, so a slow hash would protect nothing '
    'and cost every request.';
comment on column api_token.sources is 'Patterns of the sources that it may emit events of.';
comment on column api_token.services is 'Patterns of the services that it may emit events for.';
comment on column api_token.groups is 'Full refs of the groups for which it may change what they own.';
comment on column api_token.last_used_at is 'To about a minute; null if it was never used.';
comment on column api_token.row_version is 'Version of the row, for optimistic locking by Hibernate.';

-- Every request: the token of a hash.
create unique index api_token_by_hash on api_token (hash);
-- Names are unique among tokens that are not revoked, so a repeated request creates no second one.
create unique index api_token_by_name on api_token (name) where revoked_at is null;
-- The list, newest first.
create index api_token_by_time on api_token (created_at, id);

create table signing_key (
    id         text        not null,
    jwk        jsonb       not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    constraint signing_key_pk primary key (id)
);
comment on table signing_key is
    'The public keys of all replicas, which verify the signatures of this service. Private keys are in no table.';

-- The keys that are served, and the deletion of expired ones.
create index signing_key_by_end on signing_key (expires_at);

create table audit_entry (
    id      uuid        not null,
    at      timestamptz not null,
    actor   text        not null,
    action  text        not null,
    subject text        not null,
    before  jsonb,
    after   jsonb,
    constraint audit_entry_pk primary key (id)
);
comment on table audit_entry is 'The audit log: who changed what and when. Only the erasure of a person updates rows.';
comment on column audit_entry.actor is 'The name of the caller; milepost if the service made the change itself.';
comment on column audit_entry.before is 'The state before; null if the object was created.';
comment on column audit_entry.after is 'The state after; null if the object was deleted.';

-- The log, newest first.
create index audit_entry_by_time on audit_entry (at, id);
-- The changes of one subject, newest first.
create index audit_entry_by_subject on audit_entry (subject, at, id);
-- The changes by one caller, newest first.
create index audit_entry_by_actor on audit_entry (actor, at, id);
-- The changes of one kind, newest first.
create index audit_entry_by_action on audit_entry (action, at, id);

create table erasure (
    id           uuid        not null,
    kind         text        not null,
    subject      text        not null,
    requested_by text        not null,
    requested_at timestamptz not null,
    completed_at timestamptz,
    pass         integer     not null default 1,
    step         text,
    position     text,
    found        boolean     not null default false,
    barrier      text,
    failures     integer     not null default 0,
    failure      text,
    retry_at     timestamptz,
    constraint erasure_pk primary key (id),
    constraint erasure_kind check (kind in ('person', 'service')),
    constraint erasure_pass check (pass > 0)
);
comment on table erasure is
    'Erasures of people and services. A row is a job: it is locked while a part runs, and its progress is committed with '
    'the part, so that any replica goes on after a restart.';
comment on column erasure.subject is 'The service, or the pseudonym of the person. The name of a person is stored nowhere.';
comment on column erasure.step is 'The step that runs; null before the first of a pass. position is where its next part begins.';
comment on column erasure.found is 'Whether the current pass changed anything. A person needs a pass that does not.';
comment on column erasure.barrier is
    'The id of the transaction that began the pass. The pass waits until all transactions with lower ids have ended.';
comment on column erasure.failure is 'Why the last part failed, without values of rows; null if it did not.';

-- The erasures that are not completed, oldest first.
create index erasure_open on erasure (requested_at) where completed_at is null;
-- The list, newest first.
create index erasure_by_time on erasure (requested_at, id);

create table erasure_change (
    erasure uuid             not null,
    step    text collate "C" not null,
    read    bigint           not null,
    changed bigint           not null,
    kept    bigint           not null,
    constraint erasure_change_pk primary key (erasure, step),
    constraint erasure_change_erasure_fk foreign key (erasure) references erasure (id) on delete cascade
);
comment on table erasure_change is 'What an erasure did, by step.';
comment on column erasure_change.read is 'Rows that were read in the first pass; changed is that of all passes.';
comment on column erasure_change.kept is 'Rows of the first pass that keep a name as a part of an identifier.';

create table erasure_key (
    one boolean not null default true,
    key bytea   not null,
    constraint erasure_key_pk primary key (one),
    constraint erasure_key_one check (one)
);
comment on table erasure_key is 'The key of the hashes of names, made up at the first erasure. Unused if one is configured.';

create table erased_name (
    hash      bigint           not null,
    hashes    bigint[]         not null,
    pseudonym text             not null,
    person    text collate "C" not null,
    key_id    text             not null,
    constraint erased_name_pk primary key (hash)
);
comment on table erased_name is
    'The names of erased people as keyed hashes, each in all its spellings. By them a name is recognised when it arrives '
    'again. Rows are never deleted.';
comment on column erased_name.hash is
    'SipHash-2-4 of the spelling in lower case, word by word, under a key that HMAC-SHA-256 derives from the secret one.';
comment on column erased_name.hashes is
    'The hashes of the first word, of the first two, and so on; the last is hash. A search hashes more words of a text only '
    'after those that begin a name.';
comment on column erased_name.pseudonym is 'What stands for this spelling; person is the random part, which all spellings share.';
comment on column erased_name.key_id is 'Tells which key made the hash.';

create table backstage_read (
    install       text collate "C" not null,
    part          text collate "C" not null,
    due_at        timestamptz      not null,
    attempts      integer          not null,
    read_at       timestamptz,
    read_until    timestamptz,
    failing_since timestamptz,
    failure       text,
    constraint backstage_read_pk primary key (install, part),
    constraint backstage_read_failure check ((failing_since is null) = (failure is null))
);
comment on table backstage_read is 'How far the Backstage installs are read that the configuration names.';
comment on column backstage_read.install is 'Its name in the configuration.';
comment on column backstage_read.part is 'catalog or tasks.';
comment on column backstage_read.due_at is
    'When it is read next. While it is read, when another replica may read it.';
comment on column backstage_read.attempts is 'Attempts since the last read that succeeded.';
comment on column backstage_read.read_at is 'When it was read completely.';
comment on column backstage_read.read_until is 'Of tasks: those that are older are not read again.';
