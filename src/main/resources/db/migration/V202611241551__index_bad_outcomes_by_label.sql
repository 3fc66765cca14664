-- Serves the contributors to what was bad, all from the index: it has the bad outcomes alone, and all that is asked of them.
create index slo_outcome_blamed on slo_outcome (reckoning, at)
include (template, template_version, team, service, step)
where kind = 'BAD';
