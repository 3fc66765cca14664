-- Ownership: what the catalog tells of services and systems gets its history too.

alter table service_history
    -- The entity that told it; null where an event did.
    add column entity_ref text,
    -- The first that the catalog tells of a service is taken to have been so before. Until this moment that is an
    -- assumption, and what an event told goes first; null where nothing is assumed.
    add column assumed_until timestamptz;

-- Which domain a system belongs to. A period ends where the next begins.
create table system_history (
    system        text collate "C" not null,
    valid_from    timestamptz      not null,
    assumed_until timestamptz,
    entity_ref    text             not null,
    domain        text,
    constraint system_history_pk primary key (system, valid_from)
);

-- Serves a system's change: whose services are in it or have been.
create index service_history_by_system on service_history (system) where system is not null;

-- Which groups are in which, as the catalog has it now. Each edge stands once for each group that says it.
create table group_member (
    parent  text collate "C" not null,
    child   text collate "C" not null,
    said_by text collate "C" not null,
    constraint group_member_pk primary key (parent, child, said_by)
);

-- Serves what one group says anew.
create index group_member_by_group on group_member (said_by);

-- Teams are named without what goes without saying: kind group, namespace default. What events told before is brought
-- into that form, and the facts of those services are put in order by it.
insert into delivery_service (service)
select distinct service from service_history
where team <> regexp_replace(regexp_replace(lower(team), '^group:', ''), '^default/', '')
order by service
on conflict do nothing;

insert into dirty_mark (service, since, events)
select distinct service, timestamptz '0001-01-01T00:00:00Z', 1 from service_history
where team <> regexp_replace(regexp_replace(lower(team), '^group:', ''), '^default/', '');

update service_history
set team = regexp_replace(regexp_replace(lower(team), '^group:', ''), '^default/', '')
where team <> regexp_replace(regexp_replace(lower(team), '^group:', ''), '^default/', '');
