-- A recording that ends the process must not be begun for ever. Claims are no measure: a run is claimed again and again
-- while it waits for its version.
alter table scaffold_run add column recordings integer not null default 0;
comment on column scaffold_run.recordings is
    'Number of recordings that were begun since the last aggregation. After a few the run counts as failed.';
