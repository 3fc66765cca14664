-- The durations that outcomes were made of, counted by bucket: how many were added, and how many were withdrawn since late
-- events made something else of them. Appended to by each transaction that changes outcomes, and summed up now and then.
create table slo_duration (
    id                bigint generated always as identity,
    reckoning         int     not null,
    bucket            text collate "C" not null,     -- the upper bound in seconds, as in the label le
    added             bigint  not null,
    withdrawn         bigint  not null,
    seconds_added     numeric not null,
    seconds_withdrawn numeric not null,
    constraint slo_duration_pk primary key (id),
    constraint slo_duration_reckoning_fk foreign key (reckoning) references slo_reckoning (id) on delete cascade,
    constraint slo_duration_counts check (added >= 0 and withdrawn >= 0)
);
-- Serves the sums of a reckoning, and forgetting them.
create index slo_duration_by_reckoning on slo_duration (reckoning, bucket);
