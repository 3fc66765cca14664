-- Of events, an outcome keeps what its indicator reads and nothing else. What was written before is trimmed by the service,
-- which knows what its indicators read, as soon as it runs.
alter table slo_outcome add column trimmed boolean not null default false;
-- When it was written last, by which retention goes.
alter table slo_outcome add column changed_at timestamptz not null default now();

-- Serves trimming, and is empty after it.
create index slo_outcome_untrimmed on slo_outcome (reckoning, key) where not trimmed;
-- Serves retention: rows are written about in the order of their times.
create index slo_outcome_changed on slo_outcome using brin (changed_at);
