-- The lists of what there is: each page is read along an index.

-- The environments: distinct names and tiers are found one by one, each with its latest deployments.
create index deployment_by_environment on deployment (environment, tier, finished_at);
-- The teams: distinct owners are found one by one. By bytes, as pages are ordered.
create index service_history_by_team on service_history (team collate "C");
-- The entities of a type, and of an owner as they write it, cut to what an index can hold; ordered as pages are.
create index catalog_entity_by_type on catalog_entity (left(content #>> '{spec,type}', 256), entity_ref)
    where orphaned_at is null;
create index catalog_entity_by_owner on catalog_entity (left(lower(content #>> '{spec,owner}'), 256), entity_ref)
    where orphaned_at is null;
