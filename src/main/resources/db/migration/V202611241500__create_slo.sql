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

-- What an indicator makes of events. Kept by all that it depends on, so that a definition that is changed in anything
-- else costs nothing, and objectives of the same indicator share it.
create table slo_reckoning (
    id            int generated always as identity,
    digest        text        not null,      -- of the indicator
    documents     text        not null,      -- a definition that has it, in JSON
    began_at      timestamptz not null,      -- from when on events are taken as they come; earlier ones are in the log
    read_time     timestamptz,               -- how far the log has been read again, which is newest first; null:
    read_identity uuid,                      -- nothing has been
    complete      boolean     not null default false,
    counted_since timestamptz,               -- what happened before that the log had lost; null: nothing
    dropped       boolean     not null default false,
    constraint slo_reckoning_pk primary key (id),
    constraint slo_reckoning_place check ((read_time is null) = (read_identity is null))
);
-- One of each indicator; what is dropped takes its time to go.
create unique index slo_reckoning_by_digest on slo_reckoning (digest) where not dropped;

-- By which definition and reckoning an objective is answered: the latest that is complete, or the very first.
create table slo_counted (
    slo       text collate "C" not null,
    version   int         not null,
    digest    text        not null,          -- of all of the definition
    documents text        not null,          -- it, in JSON
    reckoning int         not null,
    since     timestamptz not null,          -- from when on it was listened for
    constraint slo_counted_pk primary key (slo),
    constraint slo_counted_reckoning_fk foreign key (reckoning) references slo_reckoning (id)
);

-- What becomes of each thing that an indicator counts, and the events that decide it.
create table slo_outcome (
    reckoning        int         not null,
    key              uuid        not null,
    events           json        not null,   -- as they came, whatever jsonb would make of their numbers
    kind             text        not null,
    reason           text        not null,
    at               timestamptz not null,   -- when it counts; the epoch while it is open
    template         text,
    template_version text,
    team             text,
    service          text,
    step             text,
    constraint slo_outcome_pk primary key (reckoning, key)
);
-- Serves the list of bad events of an objective, newest first.
create index slo_outcome_bad on slo_outcome (reckoning, at, key) where kind = 'BAD';

-- The outcomes summed by minute: good, bad, and excluded: with its reason.
create table slo_count (
    reckoning int    not null,
    outcome   text collate "C" not null,
    minute    int    not null,               -- whole minutes of the epoch
    count     bigint not null,
    changed   xid8   not null default pg_current_xact_id(),
    constraint slo_count_pk primary key (reckoning, outcome, minute),
    constraint slo_count_count check (count >= 0)
);
-- Serves those that hold sums in memory: what was written since they looked last.
create index slo_count_changed on slo_count (changed);
