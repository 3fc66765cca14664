-- What could not be processed, and why; the same stands in the quarantine topic.
create table quarantine (
    id             uuid        not null,
    -- Where it failed: on being read and enriched, or on being put into the numbers.
    stage          text        not null,
    quarantined_at timestamptz not null,
    -- When the fact happened, where that can be read; else null, as with all that describes the event.
    time           timestamptz,
    source         text,
    event_id       text,
    type           text,
    service        text,
    -- A stable word, and what it means this time.
    reason         text        not null,
    detail         text        not null,
    -- A JSON list of {pointer, detail}.
    faults         json        not null,
    -- The record as it came: its key, its headers as a JSON object of texts, its value.
    record_key     bytea,
    headers        json        not null,
    payload        bytea,
    replays        integer     not null default 0,
    -- When it was last sent again; null if never.
    replayed_at    timestamptz,
    -- When a replay got it through; null while it is missing from the numbers.
    settled_at     timestamptz,
    constraint quarantine_pk primary key (id),
    constraint quarantine_stage check (stage in ('enrichment', 'projection'))
);

-- Serves the list, newest first.
create index quarantine_by_arrival on quarantine (quarantined_at, id);
-- Serves the coverage of an answer: what is missing from its window.
create index quarantine_by_time on quarantine (coalesce(time, quarantined_at)) where settled_at is null;
