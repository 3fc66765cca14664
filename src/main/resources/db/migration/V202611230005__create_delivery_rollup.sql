-- Delivery rollups: one row counts one period (UTC) of one scope in one tier. Derived from the links.
create table delivery_rollup (
    -- organisation (key ''), service, team, system, domain, template (name), template_version (name@version)
    scope                            text    not null,
    key                              text    not null,
    tier                             text    not null,
    period                           text    not null,
    starts_on                        date    not null,
    -- By when the deployment finished.
    deployments                      integer not null default 0,
    rework                           integer not null default 0,
    failed                           integer not null default 0,
    deployments_without_known_change integer not null default 0,
    -- By when the delivering deployment finished; changes leaves negative spans out.
    changes                          integer not null default 0,
    negative                         integer not null default 0,
    explicit                         integer not null default 0,
    ancestry                         integer not null default 0,
    in_window                        integer not null default 0,
    head                             integer not null default 0,
    lead_micros                      numeric not null default 0,
    lead_sample                      bytea,
    -- By when the incident was opened; those resolved before they were opened are left out.
    opened                           integer not null default 0,
    unattributed                     integer not null default 0,
    -- By when the incident was resolved; left_out counts those resolved before they were opened.
    resolved                         integer not null default 0,
    left_out                         integer not null default 0,
    restore_micros                   numeric not null default 0,
    restore_sample                   bytea,
    -- The same over incidents that blame a deployment.
    recovered                        integer not null default 0,
    recovery_micros                  numeric not null default 0,
    recovery_sample                  bytea,
    constraint delivery_rollup_pk primary key (scope, key, tier, period, starts_on),
    constraint delivery_rollup_period check (period in ('day', 'month'))
);
