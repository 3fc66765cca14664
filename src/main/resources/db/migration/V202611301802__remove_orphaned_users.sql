-- A person whom the catalog has no more is kept no more. Announcements and notes name no people from now on; those of before
-- go with their retention.
delete from catalog_entity where kind = 'user' and orphaned_at is not null;
