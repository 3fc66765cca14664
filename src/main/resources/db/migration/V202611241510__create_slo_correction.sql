-- Time that is taken out of the windows of objectives. Nothing is deleted: a revoked one says by whom and when.
create table slo_correction (
    id         uuid        not null,
    slo        text collate "C",             -- whose time it is: one SLO's
    service    text collate "C",             -- or that of all SLOs of a service
    reason     text        not null,
    from_at    timestamptz not null,
    to_at      timestamptz not null,
    rrule      text,                         -- of iCalendar, by the clocks of the zone; null where it holds once
    time_zone  text,
    ends_at    timestamptz not null,         -- the end of the last time that it holds
    added_by   text        not null,
    added_at   timestamptz not null,
    revoked_by text,
    revoked_at timestamptz,
    constraint slo_correction_pk primary key (id),
    constraint slo_correction_one_scope check ((slo is null) <> (service is null)),
    constraint slo_correction_order check (from_at < to_at and to_at <= ends_at),
    constraint slo_correction_recurrence check ((rrule is null) = (time_zone is null)),
    constraint slo_correction_revoked check ((revoked_by is null) = (revoked_at is null))
);

-- Serve every answer: those of an SLO, or of its service, that may still matter.
create index slo_correction_by_slo on slo_correction (slo, ends_at);
create index slo_correction_by_service on slo_correction (service, ends_at);
