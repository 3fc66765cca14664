-- Catalog: what was known of each service and since when, from whatever told it. A period ends where the next begins.
create table service_history (
    service          text        not null,
    valid_from       timestamptz not null,
    told_by          text        not null,
    team             text,
    system           text,
    domain           text,
    tier             text,
    risk             text,
    template         text,
    template_version text,
    constraint service_history_pk primary key (service, valid_from, told_by)
);
