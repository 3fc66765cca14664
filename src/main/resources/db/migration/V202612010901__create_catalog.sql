-- Catalog: the entities of Backstage, and the history of services and systems.

create table catalog_entity (
    entity_ref    text collate "C" not null,
    kind          text             not null,
    telemetry_key text collate "C",
    content       jsonb            not null,
    content_hash  text             not null,
    changed_at    timestamptz      not null,
    processed_at  timestamptz      not null,
    orphaned_at   timestamptz,
    constraint catalog_entity_pk primary key (entity_ref)
);
comment on table catalog_entity is 'The entities of the catalog as they were synced last.';
comment on column catalog_entity.entity_ref is 'kind:namespace/name in lower case.';
comment on column catalog_entity.kind is 'In lower case.';
comment on column catalog_entity.telemetry_key is 'The service id in events; null for kinds without one.';
comment on column catalog_entity.content is 'Kind, metadata and spec; without relations and status.';
comment on column catalog_entity.orphaned_at is 'Null while the catalog has the entity.';

create function entity_repository(content jsonb) returns text
    language sql immutable parallel safe
    return lower(coalesce(
        content #>> '{metadata,annotations,github.com/project-slug}',
        regexp_replace(
            substring(content #>> '{metadata,annotations,backstage.io/source-location}'
                from '^url:https?://[^/]+/([^/?#]+/[^/?#]+)'),
            '\.git$', '')));
comment on function entity_repository(jsonb) is
    'The repository of an entity, owner/name in lower case: from the annotation of the GitHub plugin, else from its '
    'source location.';

-- The entities with a telemetry key.
create index catalog_entity_by_telemetry_key on catalog_entity (telemetry_key) where telemetry_key is not null;
-- Webhooks: the services of a repository. A hash index, since an annotation may be longer than a B-tree allows.
create index catalog_entity_by_repository on catalog_entity using hash (entity_repository(content))
    where telemetry_key is not null and orphaned_at is null;
-- Webhooks: the services with an id of PagerDuty. A hash index for the same reason.
create index catalog_entity_by_pagerduty_service on catalog_entity
    using hash ((content #>> '{metadata,annotations,pagerduty.com/service-id}'))
    where telemetry_key is not null and orphaned_at is null;
-- Objectives that components set by annotation: few among many entities.
create index catalog_entity_with_objectives on catalog_entity (telemetry_key, entity_ref)
    where kind = 'component' and orphaned_at is null
        and jsonb_path_exists(
            content, '$.metadata.annotations.keyvalue().key ? (@ starts with "milepost.dev/slo-")', '{}', true);

create table service_history (
    service          text        not null,
    valid_from       timestamptz not null,
    origin           text        not null,
    team             text,
    system           text,
    domain           text,
    tier             text,
    risk             text,
    template         text,
    template_version text,
    entity_ref       text,
    assumed_until    timestamptz,
    constraint service_history_pk primary key (service, valid_from, origin)
);
comment on table service_history is
    'The metadata of services over time, as the catalog and events asserted it. A row is valid until the next row of '
    'the same service and origin.';
comment on column service_history.origin is 'The origin of the assertion: catalog, scaffold (a run of a template) or upgrade (merged).';
comment on column service_history.entity_ref is 'The entity that made the assertion; null for an event.';
comment on column service_history.assumed_until is
    'The first assertion of the catalog is assumed for the time before it. Until this time it is only assumed, and '
    'events take precedence. Null if nothing is assumed.';

-- A change of a system: the services that are or were part of it.
create index service_history_by_system on service_history (system) where system is not null;

create table system_history (
    system        text collate "C" not null,
    valid_from    timestamptz      not null,
    assumed_until timestamptz,
    entity_ref    text             not null,
    domain        text,
    constraint system_history_pk primary key (system, valid_from)
);
comment on table system_history is
    'The domains of systems over time. A row is valid until the next row of the same system.';
comment on column system_history.assumed_until is 'As in service_history.';

create table group_member (
    parent      text collate "C" not null,
    child       text collate "C" not null,
    declared_by text collate "C" not null,
    constraint group_member_pk primary key (parent, child, declared_by)
);
comment on table group_member is
    'The memberships of groups in groups, as the catalog has them now. Parents and children both declare them.';
comment on column group_member.declared_by is 'The entity that declares the membership.';

-- A sync of a group replaces what the group declares.
create index group_member_by_group on group_member (declared_by);

create table service_environment (
    service     text collate "C" not null,
    environment text collate "C" not null,
    tier        text,
    constraint service_environment_pk primary key (service, environment),
    constraint service_environment_tier check (tier in ('production', 'staging', 'testing', 'development', 'other'))
);
comment on table service_environment is
    'Tiers of environments that the catalog specifies, because the name does not determine one.';
comment on column service_environment.environment is
    'In lower case, since names of environments are compared without case.';
comment on column service_environment.tier is
    'Null if the catalog no longer specifies it. The facts of the environment then get the tier of its name.';

create table template_version (
    template      text collate "C" not null,
    version       text collate "C" not null,
    published_at  timestamptz,
    deprecated_at timestamptz,
    constraint template_version_pk primary key (template, version),
    constraint template_version_announced check (published_at is not null or deprecated_at is not null)
);
comment on table template_version is
    'The versions of templates that events announced, for the validation of entities. The registry has its own in '
    'registry_version.';
comment on column template_version.version is 'Empty for the template as a whole.';
comment on column template_version.published_at is 'Null if no event announced the publication.';
comment on column template_version.deprecated_at is 'Null if no event announced a deprecation.';

-- The teams: distinct owners are found one by one. By bytes, as pages are ordered.
create index service_history_by_team on service_history (team collate "C");
-- The entities of a type, and of an owner as they write it, cut to what an index can hold; ordered as pages are.
create index catalog_entity_by_type on catalog_entity (left(content #>> '{spec,type}', 256), entity_ref)
    where orphaned_at is null;
create index catalog_entity_by_owner on catalog_entity (left(lower(content #>> '{spec,owner}'), 256), entity_ref)
    where orphaned_at is null;

create table catalog_sync (
    kind     text        not null,
    first_at timestamptz not null,
    last_at  timestamptz not null,
    constraint catalog_sync_pk primary key (kind),
    constraint catalog_sync_kind check (kind in ('ENTITIES', 'FULL')),
    constraint catalog_sync_order check (first_at <= last_at)
);
comment on table catalog_sync is
    'When the catalog was synced, whether or not anything had changed: a row for requests with entities, and one for '
    'complete lists.';
comment on column catalog_sync.last_at is 'To about ten seconds, since requests can be frequent.';
