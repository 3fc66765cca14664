-- Of the last replay, so that no record settles an entry by claiming to be one.
alter table quarantine add column replay_key uuid;
