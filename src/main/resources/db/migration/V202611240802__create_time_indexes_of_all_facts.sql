-- By time alone, without its zone: these serve questions about the whole organisation, which ask for it in this form, and
-- are never taken for those about one service or team. How long a window is, a prepared plan can only guess; guessing
-- short, it read the facts of all to find those of one. The plain moment is included, since PostgreSQL reads an index
-- over an expression without its table only where the index holds the column too.
create index deployment_link_of_all on deployment_link (tier, (finished_at at time zone 'UTC'));
create index delivery_of_all on delivery (tier, (delivered_at at time zone 'UTC'))
    include (delivered_at, lead_micros, rule);
create index incident_link_resolved_of_all on incident_link (tier, (resolved_at at time zone 'UTC'))
    include (resolved_at, opened_at, deployment_id);
create index incident_link_opened_of_all on incident_link (tier, (opened_at at time zone 'UTC'));
drop index deployment_link_by_finish;
drop index delivery_by_time;
drop index incident_link_resolved;
drop index incident_link_opened;
