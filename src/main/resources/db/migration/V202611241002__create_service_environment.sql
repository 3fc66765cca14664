-- Tiers of environments whose names do not tell, as the catalog has them now.
create table service_environment (
    service     text collate "C" not null,
    -- In lower case, since names of environments count in any.
    environment text collate "C" not null,
    -- Null where it was told once and is not any more: what is filed under that tier goes back to what the name tells.
    tier        text,
    constraint service_environment_pk primary key (service, environment),
    constraint service_environment_tier check (tier in ('production', 'staging', 'testing', 'development', 'other'))
);
