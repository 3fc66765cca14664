-- Catalog: the entities that the catalog has synced, as it said them last.
create table catalog_entity (
    entity_ref    text collate "C" not null,   -- kind:namespace/name, lower case
    kind          text not null,               -- as written in lower case
    telemetry_key text collate "C",            -- the service id in events; null where the kind has none
    content       jsonb not null,              -- the entity as synced (kind, metadata, spec; relations and status left out)
    content_hash  text not null,
    changed_at    timestamptz not null,
    processed_at  timestamptz not null,
    orphaned_at   timestamptz,                 -- null while the catalog has it
    constraint catalog_entity_pk primary key (entity_ref)
);
create index catalog_entity_by_telemetry_key on catalog_entity (telemetry_key) where telemetry_key is not null;
