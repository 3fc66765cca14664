-- Definitions of objectives as they were saved, the greatest version being the one that holds. Those that the service
-- brings along are not here until someone saves another under their name.
create table slo_definition (
    name       text collate "C" not null,
    version    int         not null,
    documents  text        not null,         -- a list of documents of OpenSLO, in JSON as it was said
    author     text        not null,
    created_at timestamptz not null,
    constraint slo_definition_pk primary key (name, version),
    constraint slo_definition_version check (version > 0)
);

-- By which definition the counts of an objective were made, and from when on it was listened for.
create table slo_reckoning (
    slo    text collate "C" not null,
    digest text        not null,
    since  timestamptz not null,
    constraint slo_reckoning_pk primary key (slo)
);

-- What becomes of each thing that an objective counts, and the events that decide it.
create table slo_outcome (
    slo         text collate "C" not null,
    key         uuid  not null,
    events      jsonb not null,
    kind        text  not null,
    reason      text  not null,
    at          timestamptz not null,        -- when it counts; the epoch while it is open
    template         text,
    template_version text,
    team             text,
    service          text,
    step             text,
    constraint slo_outcome_pk primary key (slo, key)
);
-- Serves the list of bad events of an objective, newest first.
create index slo_outcome_bad on slo_outcome (slo, at, key) where kind = 'BAD';

-- The outcomes summed by minute: good, bad, and excluded: with its reason.
create table slo_count (
    slo     text collate "C" not null,
    minute  timestamptz not null,
    outcome text collate "C" not null,
    count   bigint not null,
    constraint slo_count_pk primary key (slo, minute, outcome),
    constraint slo_count_count check (count >= 0)
);
