-- Serves what one caller did, newest first.
create index audit_entry_by_actor on audit_entry (actor, at, id);
-- Serves one kind of change, newest first.
create index audit_entry_by_action on audit_entry (action, at, id);
