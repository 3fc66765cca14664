-- Who changed what and when. Appended only.
create table audit_entry (
    id      uuid        not null,
    at      timestamptz not null,
    actor   text        not null,
    action  text        not null,
    subject text        not null,
    before  jsonb,
    after   jsonb,
    constraint audit_entry_pk primary key (id)
);

-- Serves the log, newest first.
create index audit_entry_by_time on audit_entry (at, id);
-- Serves the log of one thing, newest first.
create index audit_entry_by_subject on audit_entry (subject, at, id);
