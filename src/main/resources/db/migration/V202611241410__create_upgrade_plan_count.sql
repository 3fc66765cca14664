-- How often upgrade plans were made, one row for each day in UTC, service and way; of the files nothing is kept.
create table upgrade_plan_count (
    template     text collate "C" not null,
    to_version   text collate "C" not null,
    service      text collate "C" not null,
    planned_on   date             not null,
    from_version text collate "C" not null,
    clean        bigint           not null,
    conflicted   bigint           not null, -- plans with a conflict
    constraint upgrade_plan_count_pk primary key (template, planned_on, to_version, service, from_version)
);
