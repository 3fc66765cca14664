-- When the clocks were last read by which old rows are deleted, and from when on that time is believed. One row.
create table deletion_clock (
    id            boolean     not null default true,
    seen_at       timestamptz not null,
    believed_from timestamptz not null,
    constraint deletion_clock_pk primary key (id),
    constraint deletion_clock_one check (id)
);

insert into deletion_clock (seen_at, believed_from) values (now(), now());
