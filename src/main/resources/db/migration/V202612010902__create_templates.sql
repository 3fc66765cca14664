-- Templates: the registry of golden paths and modules. The content of a version never changes; its status does.

create table registry_files (
    digest  text collate "C" not null,
    archive bytea            not null,
    constraint registry_files_pk primary key (digest)
);
comment on table registry_files is 'The file trees of versions. Versions with equal files share one.';
comment on column registry_files.digest is 'Of the tree: sha256:…';
comment on column registry_files.archive is 'The tree as a tar archive.';

create table registry_version (
    kind                  text collate "C" not null,
    name                  text collate "C" not null,
    version               text collate "C" not null,
    precedence            text collate "C" not null,
    prerelease            boolean          not null,
    owner                 text             not null,
    digest                text             not null,
    manifest              text             not null,
    format                text             not null,
    document              jsonb            not null,
    files                 text,
    source                text,
    lock                  jsonb,
    published_at          timestamptz      not null,
    published_by          text             not null,
    deprecated_from       date,
    deprecated_at         timestamptz,
    deprecated_by         text,
    deprecation           text,
    superseded_by         text,
    ends_on               date,
    deprecation_announced boolean          not null default false,
    yanked_at             timestamptz,
    yanked_by             text,
    yank                  text,
    yank_successor        text,
    row_version           bigint           not null default 0,
    severity              smallint         not null generated always as (
        case
            when jsonb_path_exists(document, '$.spec.changelog.security[0]') then 2
            when jsonb_path_exists(document, '$.spec.changelog.fixed[0]') then 1
            else 0
        end) stored,
    constraint registry_version_pk primary key (kind, name, version),
    constraint registry_version_files_fk foreign key (files) references registry_files (digest),
    constraint registry_version_kind check (kind in ('golden-path', 'module')),
    constraint registry_version_locked check ((lock is not null) = (kind = 'golden-path')),
    constraint registry_version_deprecated check ((deprecated_at is null) = (deprecation is null)),
    constraint registry_version_yanked check ((yanked_at is null) = (yank is null))
);
comment on table registry_version is 'The published versions of golden paths and modules.';
comment on column registry_version.precedence is
    'A text that sorts like the version (Semantic Versioning 2.0, section 11).';
comment on column registry_version.owner is 'The full entity ref of the owner, from the manifest.';
comment on column registry_version.digest is 'Of manifest and files: sha256:…';
comment on column registry_version.manifest is 'As it was sent.';
comment on column registry_version.format is 'The format of manifest: YAML or JSON.';
comment on column registry_version.document is 'The content of the manifest.';
comment on column registry_version.files is 'Null if the version has no files.';
comment on column registry_version.source is
    'The address of the manifest''s folder; null if the publisher stated none.';
comment on column registry_version.lock is 'The module versions of a golden path; null for a module.';
comment on column registry_version.deprecated_from is 'The date from which the manifest plans the deprecation.';
comment on column registry_version.deprecated_at is 'When it was deprecated by a request.';
comment on column registry_version.deprecation is 'The reason of the deprecation.';
comment on column registry_version.ends_on is 'The first day without support.';
comment on column registry_version.deprecation_announced is 'Whether the deprecation was announced.';
comment on column registry_version.yank is 'The reason of the withdrawal.';
comment on column registry_version.row_version is 'Version of the row, for optimistic locking by Hibernate.';
comment on column registry_version.severity is
    'What a service misses without it, by its changelog: 2 for a closed vulnerability, 1 for a fix, 0 for a change.';

-- Neighbours of a version and the latest one. Unique, so that no two versions differ only in build metadata.
create unique index registry_version_by_precedence on registry_version (kind, name, precedence);
-- The modules that provide a capability.
create index registry_version_by_capability on registry_version
    using gin ((document -> 'spec' -> 'provides') jsonb_path_ops) where kind = 'module';
-- Planned deprecations that are due and not announced.
create index registry_version_unannounced on registry_version (deprecated_from)
    where deprecated_from is not null and not deprecation_announced;

create table registry_promotion (
    id               bigint generated always as identity,
    name             text collate "C" not null,
    channel          text collate "C" not null,
    version          text collate "C" not null,
    previous_version text collate "C",
    promoted_at      timestamptz      not null,
    promoted_by      text             not null,
    reason           text             not null,
    constraint registry_promotion_pk primary key (id)
);
comment on table registry_promotion is
    'The history of channels: each promotion of a golden path''s channel to a version, including rollbacks.';
comment on column registry_promotion.previous_version is 'Null for the first promotion of the channel.';

-- The current version of a channel, and its history, newest first.
create index registry_promotion_by_channel on registry_promotion (name, channel, id desc);

create view registry_channel as
select distinct on (name, channel) name, channel, version, previous_version, promoted_at, promoted_by, reason
from registry_promotion
order by name, channel, id desc;
comment on view registry_channel is 'The channels: the last promotion of each.';
