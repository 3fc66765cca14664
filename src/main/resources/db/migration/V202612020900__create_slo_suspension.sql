-- SLO: indicators whose evaluation takes too long are left out of the projection for some time.

create table slo_suspension (
    reckoning    int         not null,
    suspended_at timestamptz not null,
    resume_at    timestamptz not null,
    times        int         not null,
    active       boolean     not null,
    constraint slo_suspension_pk primary key (reckoning),
    constraint slo_suspension_reckoning_fk foreign key (reckoning) references slo_reckoning (id) on delete cascade,
    constraint slo_suspension_times check (times > 0),
    constraint slo_suspension_order check (suspended_at < resume_at)
);
comment on table slo_suspension is
    'The indicators for which new events are not counted as they arrive, because their filters took too many steps. '
    'The log is counted for them instead.';
comment on column slo_suspension.resume_at is
    'From when on new events are counted again, provided that the log has been read to its beginning.';
comment on column slo_suspension.times is 'Number of suspensions, each within a day of the one before.';
comment on column slo_suspension.active is 'False after it was resumed; the row keeps times.';
