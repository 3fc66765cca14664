-- The durations that outcomes were made of, counted by bucket: how many were added, and how many were withdrawn since late
-- events made something else of them. Appended to by each transaction that changes outcomes, and summed up now and then.
create table slo_duration (
    id                bigint generated always as identity,
    slo               text collate "C" not null,
    digest            text    not null,     -- of the definition by which it was counted
    bucket            text collate "C" not null,     -- the upper bound in seconds, as in the label le
    added             bigint  not null,
    withdrawn         bigint  not null,
    seconds_added     numeric not null,
    seconds_withdrawn numeric not null,
    constraint slo_duration_pk primary key (id),
    constraint slo_duration_counts check (added >= 0 and withdrawn >= 0)
);
-- Serves the sums of an objective, and forgetting them.
create index slo_duration_by_slo on slo_duration (slo, digest, bucket);
