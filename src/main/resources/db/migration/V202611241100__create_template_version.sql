-- The versions of templates that events have told of; the empty version is the template as a whole.
create table template_version (
    template      text collate "C" not null,
    version       text collate "C" not null,
    published_at  timestamptz,               -- null where only its deprecation was told
    deprecated_at timestamptz,               -- null while it is not deprecated
    constraint template_version_pk primary key (template, version),
    constraint template_version_told check (published_at is not null or deprecated_at is not null)
);
