-- Time to restore is read along these without touching the table.
create index incident_link_resolved on incident_link (tier, resolved_at) include (opened_at, deployment_id);
create index incident_link_resolved_by_dimension on incident_link (dimension, tier, resolved_at)
    include (opened_at, deployment_id);
drop index incident_link_by_time;
drop index incident_link_by_dimension;

-- Serve the incidents opened at the ragged edges of a window.
create index incident_link_opened on incident_link (tier, opened_at);
create index incident_link_opened_by_dimension on incident_link (dimension, tier, opened_at);
