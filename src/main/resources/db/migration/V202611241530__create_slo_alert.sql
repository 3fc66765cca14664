-- What was told last of each thing that is watched of an objective. Rows stay when all is over: an alert's number, of
-- which its events' ids are made, is never given again.
create table slo_alert (
    slo        text collate "C" not null,
    objective  text collate "C" not null,
    kind       text        not null,
    name       text collate "C" not null,   -- the rule, or the threshold in percent
    number     bigint      not null,        -- how many times it was raised
    raised_at  timestamptz not null,
    ended_at   timestamptz,                 -- null while it is raised
    definition text        not null,        -- by which it was last seen raised
    end_wanted boolean     not null,        -- whether its end is to be told
    facts      text        not null,        -- what was known when it was raised, in JSON
    constraint slo_alert_pk primary key (slo, objective, kind, name),
    constraint slo_alert_kind check (kind in ('BURN_RATE', 'ERROR_BUDGET', 'DATA')),
    constraint slo_alert_number check (number > 0),
    constraint slo_alert_ended_after_raised check (ended_at >= raised_at)
);
