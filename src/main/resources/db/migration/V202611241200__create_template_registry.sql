-- Templates: golden paths and modules as they were published. What a version says never changes; whether it is still
-- recommended does.
create table registry_files (
    digest  text collate "C" not null,          -- of the tree, sha256:…
    archive bytea not null,                     -- a tar of it
    constraint registry_files_pk primary key (digest)
);

create table registry_version (
    kind             text collate "C" not null,
    name             text collate "C" not null,
    version          text collate "C" not null,
    precedence       text collate "C" not null, -- sorts as versions do (Semantic Versioning 2.0, section 11)
    prerelease       boolean not null,
    owner            text not null,             -- as its manifest has it, in full
    digest           text not null,             -- of manifest and files, sha256:…
    manifest         text not null,             -- as it was sent
    format           text not null,             -- what it was sent in
    document         jsonb not null,            -- what it says
    files            text,                      -- null where it brings none
    source           text,                      -- the address of its folder; null where none was told
    lock             jsonb,                     -- of a golden path
    published_at     timestamptz not null,
    published_by     text not null,
    deprecated_from  date,                      -- when the manifest itself ends its support
    deprecated_at    timestamptz,               -- when somebody said so
    deprecated_by    text,
    deprecation      text,                      -- the reason
    superseded_by    text,
    ends_on          date,
    deprecation_told boolean not null default false,
    yanked_at        timestamptz,
    yanked_by        text,
    yank             text,                      -- the reason
    yank_successor   text,
    constraint registry_version_pk primary key (kind, name, version),
    constraint registry_version_files foreign key (files) references registry_files (digest),
    constraint registry_version_kind check (kind in ('golden-path', 'module')),
    constraint registry_version_locked check ((lock is not null) = (kind = 'golden-path')),
    constraint registry_version_deprecated check ((deprecated_at is null) = (deprecation is null)),
    constraint registry_version_yanked check ((yanked_at is null) = (yank is null))
);

-- Versions in their order: neighbours, the newest, and no two that only build metadata could tell apart.
create unique index registry_version_by_precedence on registry_version (kind, name, precedence);

-- Who provides a capability.
create index registry_version_by_capability on registry_version
    using gin ((document -> 'spec' -> 'provides') jsonb_path_ops) where kind = 'module';

-- Versions whose day has come and nobody has been told.
create index registry_version_untold on registry_version (deprecated_from)
    where deprecated_from is not null and not deprecation_told;

-- Every time that a channel was pointed to a version, rollbacks among them.
create table registry_promotion (
    id               bigint generated always as identity,
    name             text collate "C" not null,
    channel          text collate "C" not null,
    version          text collate "C" not null,
    previous_version text collate "C",          -- null the first time
    promoted_at      timestamptz not null,
    promoted_by      text not null,
    reason           text not null,
    constraint registry_promotion_pk primary key (id)
);

-- How a channel stands, and its history.
create index registry_promotion_by_channel on registry_promotion (name, channel, id desc);

create view registry_channel as
select distinct on (name, channel) name, channel, version, previous_version, promoted_at, promoted_by, reason
from registry_promotion
order by name, channel, id desc;
