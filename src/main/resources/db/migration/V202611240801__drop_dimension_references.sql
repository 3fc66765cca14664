-- Links are derived: recomputation alone writes them, with ids that it has just read or made, and nothing deletes a
-- dimension. Looking each up once more cost 3 us a link.
alter table deployment_link drop constraint deployment_link_dimension_fkey;
alter table delivery drop constraint delivery_dimension_fkey;
alter table incident_link drop constraint incident_link_dimension_fkey;
