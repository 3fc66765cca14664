-- Error-budget policies as they were saved, the greatest version being the one that holds. The one that the service
-- brings along is not here.
create table slo_gate_policy (
    version    int         not null,
    document   text        not null,         -- JSON as it was said
    author     text        not null,
    created_at timestamptz not null,
    constraint slo_gate_policy_pk primary key (version),
    constraint slo_gate_policy_version check (version > 0)
);
