-- Platform: the clock for deleting old data.

create table deletion_clock (
    id           boolean     not null default true,
    seen_at      timestamptz not null,
    trusted_from timestamptz not null,
    constraint deletion_clock_pk primary key (id),
    constraint deletion_clock_one check (id)
);
comment on table deletion_clock is
    'One row: the last reading of the clock by which old data is deleted. If the clock jumps ahead, its time is used '
    'only after a day.';
comment on column deletion_clock.seen_at is 'The last reading.';
comment on column deletion_clock.trusted_from is 'Nothing is deleted before this time.';

insert into deletion_clock (seen_at, trusted_from) values (now(), now());
